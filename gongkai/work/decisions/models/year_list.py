"""The yearly list of decisions (决策事项目录), in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class YearList(models.Model):
    """One version of the list of a year; agreed by the party committee, then published (第三条).

    `record` is what makes it public; a published version is followed by another, never changed.
    """

    class State(models.TextChoices):
        DRAFT = "compiling", "编制中"
        AGREED = "agreed", "已同意，待公布"
        PUBLISHED = "listed", "已公布"

    year = models.PositiveSmallIntegerField("年度")
    number = models.PositiveSmallIntegerField("版本")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    agreed_on = models.DateField("同意日期", null=True)
    agreed_by = models.CharField("同意机关", max_length=80, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("编制时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="year_list_once"),
            models.UniqueConstraint(
                fields=["year"], condition=~Q(state="listed"), name="year_list_one_open"
            ),
            models.CheckConstraint(
                name="year_list_is_agreed",
                condition=Q(state="compiling") | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 版"


class ListItem(models.Model):
    """A matter as one version of the list names it.

    `reason` says publicly why it was added, dropped, moved or renamed since the version before;
    a dropped matter stays with `is_dropped` in the version that drops it.
    """

    year_list = models.ForeignKey(YearList, models.CASCADE, related_name="items")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="list_items")
    order = models.PositiveSmallIntegerField("次序")
    title = models.CharField("事项名称", max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    planned_on = models.DateField("计划完成时间")
    is_dropped = models.BooleanField("移出", default=False)
    reason = models.CharField("调整原因", max_length=300, blank=True)

    class Meta:
        ordering = ["year_list", "order"]
        constraints = [
            models.UniqueConstraint(fields=["year_list", "decision"], name="list_item_once"),
            models.CheckConstraint(
                name="list_item_is_dropped_for_a_reason",
                condition=Q(is_dropped=False) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
