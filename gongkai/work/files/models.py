"""Uploaded and made files: stored once by content, never executed, never served by guess."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.db import models

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class StoredFile(models.Model):
    """One file under one name. Its bytes stand under GONGKAI_FILES at `path`."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField("文件名", max_length=200)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    stored_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        ordering = ["-stored_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> PurePosixPath:
        """Where the bytes stand, relative to the store: two levels, so folders stay small."""
        return PurePosixPath(self.sha256[:2], self.sha256[2:4], self.sha256)
