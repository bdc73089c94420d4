"""What was read out of a Word file when its text was taken into a draft."""

from __future__ import annotations

from django.db import models

from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class WordReading(models.Model):
    """One Word file as it was read: its parts, what is to be remarked, what it says of itself.

    It belongs to the version of that number and to those after it until another file is read.
    `elements` are rows of code, label and text; `notes` rows of code, level, sentence, source and
    verified; `values` the fields as the file has them, by their names (dates as 2026-03-02);
    `filled` the fields that were empty and took the file's value; `settled` how the clerk answered
    where file and field differ: taken or kept. `counts` are changes, comments and hidden text.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="word_readings")
    version_number = models.PositiveSmallIntegerField("版本")
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField("读入时间")
    read_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_official = models.BooleanField("是公文")
    elements = models.JSONField("要素", default=list)
    notes = models.JSONField("格式检查", default=list)
    values = models.JSONField("读出的内容", default=dict)
    filled = models.JSONField("填入的要素", default=list)
    settled = models.JSONField("答复", default=dict)
    counts = models.JSONField("修订和批注", default=dict)

    class Meta:
        ordering = ["record", "-id"]

    def __str__(self) -> str:
        return self.file_name
