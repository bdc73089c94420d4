"""Requests that are still being written by their applicants; sealed, and erased in time."""

from __future__ import annotations

from django.db import models

from gongkai.work.foi.models.request import Request
from gongkai.work.journal.seal import SealedField, SealedTable
from gongkai.work.org.models.organisation import Organisation

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of a file that an applicant hands in; our choice, more comes by post."""
MOST_FILES = 5
"""Files of one kind that an applicant hands in at once."""


class Draft(models.Model):
    """A request as far as it is written. It is opened by its `number` and a secret.

    Of the secret only the hash is kept. What was sent leaves its draft at once; then `request` is
    what became of it, and `receipt` its secret for as long as the receipt may be looked at.
    """

    number = models.CharField("草稿编号", max_length=20, unique=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    values = SealedTable("填写内容", default=dict)
    begun_at = models.DateTimeField("开始时间")
    erase_after = models.DateTimeField("保留到", db_index=True)
    request = models.OneToOneField(Request, models.PROTECT, null=True, related_name="+")
    receipt = SealedField(blank=True, default="")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.number


class DraftFile(models.Model):
    """A file that was handed in with a draft: base64 of its bytes, sealed in the database."""

    class Role(models.TextChoices):
        PROOF = "proof", "身份证明"
        MATERIAL = "material", "补充材料"

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    role = models.CharField("用途", max_length=10, choices=Role.choices)
    name = SealedField("文件名")
    size = models.PositiveIntegerField("字节数")
    content = SealedField("内容")
    at = models.DateTimeField("上传时间")

    class Meta:
        ordering = ["draft", "id"]

    def __str__(self) -> str:
        return self.get_role_display()
