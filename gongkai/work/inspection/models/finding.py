"""A finding: one defect of one organisation under one rule, from discovery to its end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class Finding(models.Model):
    """Unique by organisation, rule, object and month, so that one fact hits one rule once.

    `happened_on` is the day of the fact itself; with its object it tells one fact from another.
    `month` is the month that it counts in: a later one where that of the fact was locked.
    """

    class State(models.TextChoices):
        OPEN = "open", "待整改"
        MENDED = "mended", "已报整改"
        CLOSED = "closed", "已销号"
        DISMISSED = "dismissed", "不成立"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="findings")
    kind = models.CharField("问题类型", max_length=40)
    rule = models.CharField("扣分规则", max_length=20, blank=True)
    month = models.CharField("月份", max_length=7)
    object_kind = models.CharField("对象类别", max_length=20)
    object_id = models.CharField("对象", max_length=60)
    object_title = models.CharField("对象标题", max_length=300)
    url = models.CharField("网址", max_length=300, blank=True)
    occurrence = models.ForeignKey(Occurrence, models.PROTECT, null=True, related_name="findings")
    what = models.TextField("问题")
    evidence = models.TextField("佐证", blank=True)
    count = models.PositiveSmallIntegerField("数量", default=1)
    happened_on = models.DateField("事实发生日期")
    found_at = models.DateTimeField("发现时间")
    found_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("整改期限")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering = ["-month", "organisation__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule", "object_kind", "object_id", "month"],
                condition=~Q(rule=""),
                name="one_fact_one_rule",
            ),
            models.UniqueConstraint(
                fields=["object_kind", "object_id", "happened_on"],
                condition=Q(found_by=None),
                name="one_finding_a_fact",
            ),
            models.CheckConstraint(name="finding_counts_something", condition=Q(count__gte=1)),
        ]
        indexes = [models.Index(fields=["month", "organisation"], name="finding_by_month")]

    def __str__(self) -> str:
        return self.what

    @property
    def number(self) -> str:
        """The number by which letters and scores name it."""
        return f"{self.month.replace('-', '')}-{self.pk:04d}"

    @property
    def has_evidence(self) -> bool:
        """True if there is something to look at: without it nothing is deducted."""
        return bool(self.url or self.evidence)

    @property
    def is_ended(self) -> bool:
        """True if nothing more is expected of anybody."""
        return self.state in {self.State.CLOSED, self.State.DISMISSED}


class Rectification(models.Model):
    """A step in the life of a finding: reported mended, sent back, closed, dismissed."""

    class Step(models.TextChoices):
        MENDED = "mended", "报告整改"
        SENT_BACK = "sent_back", "退回重改"
        CLOSED = "closed", "销号"
        DISMISSED = "dismissed", "认定不成立"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    text = models.TextField("说明")

    class Meta:
        ordering = ["finding", "at", "id"]

    def __str__(self) -> str:
        return self.text
