"""Documents brought in by the file: one batch, its rows, and the three reviews of the whole."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.files.models import StoredFile
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record, Version


class ImportBatch(models.Model):
    """Many records read from one file or folder. Once frozen, rows and `batch_hash` stand.

    `mapping` says which column of the source is which field. `position` is the last row that was
    dealt with, from which an import, and afterwards the publication, goes on where it was
    interrupted. `screened_with` names the rules by which every row was screened ("" for several).
    Batches of one source for several organisations share `source_hash` and `created_at`.
    """

    class State(models.TextChoices):
        READING = "reading", "导入中"
        OPEN = "open", "待送审"
        RETURNED = "returned", "已退回"
        FIRST = "first", "待一审"
        SECOND = "second", "待二审"
        FINAL = "final", "待三审"
        PUBLISHING = "publishing", "发布中"
        PUBLISHED = "published", "已发布"
        DISCARDED = "discarded", "已作废"
        NOTHING = "nothing", "无需送审"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_batches")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source_hash = models.CharField(max_length=64)
    mapping = models.JSONField("字段对应", default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    position = models.PositiveIntegerField("已处理行数", default=0)
    batch_hash = models.CharField(max_length=64, blank=True)
    screened_with = models.CharField(max_length=64, blank=True)
    queued_at = models.DateTimeField("排入后台时间", null=True)
    created_at = models.DateTimeField("导入时间")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("送审时间", null=True)
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="frozen_batch_has_its_hash",
                condition=Q(frozen_at=None) | ~Q(batch_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """What became of one row of the source.

    `raw` is what a refused row said; of another one it holds under "remarks" what was decided in
    reading it.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", "新增"
        UPDATED = "updated", "更新"
        UNCHANGED = "unchanged", "无变化"
        REFUSED = "refused", "未导入"

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField("行号")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    reason = models.CharField("原因", max_length=400, blank=True)
    raw = models.JSONField(default=dict)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="import_rows")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="import_rows")
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="import_row_once"),
            models.CheckConstraint(
                name="refused_row_has_a_reason", condition=~Q(outcome="refused") | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["batch", "outcome"], name="import_row_by_outcome")]

    def __str__(self) -> str:
        return f"第{self.number}行 {self.get_outcome_display()}"


class BatchReview(models.Model):
    """One person's verdict on a frozen batch, bound to the hash of all that is in it."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="reviews")
    level = models.PositiveSmallIntegerField("审级")
    outcome = models.CharField("结论", max_length=10)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    opinion = models.TextField("意见", blank=True)
    batch_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["batch", "level"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "level"], name="one_batch_review_a_level"),
            models.UniqueConstraint(fields=["batch", "person"], name="one_batch_review_a_person"),
            models.CheckConstraint(
                name="batch_review_level_known", condition=Q(level__in=[1, 2, 3])
            ),
            models.CheckConstraint(
                name="batch_review_outcome_known", condition=Q(outcome__in=["passed", "returned"])
            ),
            models.CheckConstraint(
                name="batch_return_has_a_reason",
                condition=~Q(outcome="returned") | ~Q(opinion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.outcome}"
