"""One organisation's share of a task, what is due of it in each period, and what proves it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.ledger.models.plan import Responsible, Task
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class State(models.TextChoices):
    """The states of contract `verify_duties`."""

    UPCOMING = "upcoming", "未到期"
    DUE = "due", "即将到期"
    FULFILLED = "fulfilled", "已完成"
    LATE = "late", "超期完成"
    OVERDUE = "overdue", "已超期"
    KEPT = "kept", "持续落实"
    BROKEN = "broken", "未落实"
    MANUAL = "manual", "须由人判断"


class Duty(models.Model):
    """责任事项. Section, person and milestones are what the department adds to its ledger."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="duties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="duties")
    role = models.CharField("分工", max_length=12, choices=Responsible.Role.choices)
    section = models.CharField("责任科室", max_length=60, blank=True)
    person = models.CharField("责任人", max_length=40, blank=True)
    note = models.TextField("工作措施", blank=True)

    class Meta:
        ordering = ["task__order", "organisation__order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "organisation"], name="duty_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.task}"


class Milestone(models.Model):
    """A step that a department sets itself within a duty."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="milestones")
    text = models.CharField("节点", max_length=200)
    due_on = models.DateField("时间")

    class Meta:
        ordering = ["duty", "due_on", "id"]

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """本期应办. Without `due_on` it is a standing duty, judged as kept or broken all the time."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="occurrences")
    period = models.CharField("期间", max_length=20)
    label = models.CharField("期间名称", max_length=40)
    starts_on = models.DateField("开始日期")
    due_on = models.DateField("到期日期", null=True)
    provisional = models.BooleanField("日历未公布，日期待定", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPCOMING)
    explanation = models.TextField("说明", blank=True)
    verified_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        ordering = ["due_on", "duty__task__order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "period"], name="occurrence_once"),
            models.CheckConstraint(
                name="occurrence_due_after_start",
                condition=Q(due_on=None) | Q(due_on__gte=models.F("starts_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="occurrence_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.duty} {self.label}"


class Evidence(models.Model):
    """A pointer to a live object of an office that stands above; never a screenshot."""

    occurrence = models.ForeignKey(Occurrence, models.PROTECT, related_name="evidence")
    kind = models.CharField("类别", max_length=20)
    object_id = models.CharField("对象", max_length=60)
    title = models.CharField("标题", max_length=300)
    url = models.CharField("网址", max_length=300)
    on = models.DateField("日期")
    filed_at = models.DateTimeField("归集时间")
    filed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    void_since = models.DateTimeField("失效时间", null=True)
    void_reason = models.CharField("失效原因", max_length=200, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "kind", "object_id"], name="evidence_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
