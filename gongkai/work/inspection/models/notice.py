"""The monthly notice (通报) as drafted from the scores."""

from __future__ import annotations

from django.db import models

from gongkai.work.files.models import StoredFile
from gongkai.work.inspection.models.score import Month
from gongkai.work.org.models.person import Person


class Notice(models.Model):
    """One month's draft notice: its sections as data, and the Word file made from them."""

    month = models.OneToOneField(Month, models.PROTECT, related_name="notice")
    title = models.CharField("标题", max_length=200)
    sections = models.JSONField("内容", default=list)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField("起草时间")
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-month__month"]

    def __str__(self) -> str:
        return self.title
