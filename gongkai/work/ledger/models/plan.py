"""A work plan as it was read from its file and corrected by the office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.files.models import StoredFile
from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.org.models.person import Person


class Plan(models.Model):
    """One plan of one year. While `draft` its tasks may be corrected; adopting fixes them."""

    class State(models.TextChoices):
        DRAFT = "draft", "待确认"
        ADOPTED = "adopted", "已采用"
        ABANDONED = "abandoned", "已放弃"

    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name="制定机关")
    year = models.PositiveSmallIntegerField("年度", null=True)
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=80, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    ledger_due_on = models.DateField("台账报送期限", null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    source_lines = models.JSONField("原文各行", default=list)
    problems = models.JSONField("读不出的地方", default=list)
    confirm = models.JSONField("请核对的地方", default=list)
    read_at = models.DateTimeField("读取时间")
    adopted_at = models.DateTimeField("采用时间", null=True)
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(state="adopted"),
                name="one_adopted_plan_a_year",
            ),
            models.CheckConstraint(
                name="adopted_plan_has_its_date",
                condition=~Q(state="adopted")
                | Q(adopted_at__isnull=False, issued_on__isnull=False, year__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """One row of the breakdown table. `lines` are the first and last source line, from 1."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    order = models.PositiveSmallIntegerField("次序")
    number = models.PositiveSmallIntegerField("编号", null=True)
    categories = models.JSONField("类别", default=list, null=True)
    requirement = models.TextField("工作要求", null=True)
    deadline_text = models.CharField("时限要求", max_length=200, null=True)
    deadline = models.JSONField("时限规则", null=True)
    first_line = models.PositiveIntegerField(default=0)
    last_line = models.PositiveIntegerField(default=0)
    sources = models.JSONField("出处", default=dict)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="task_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.requirement}"

    @property
    def place(self) -> str:
        """How the office finds the row in the table."""
        return f"第{self.number}项" if self.number is not None else f"表中第{self.order}行"


class Responsible(models.Model):
    """Who a task names, in the words of the plan, and the organisations that this means."""

    class Role(models.TextChoices):
        LEAD = "lead", "牵头"
        SUPPORT = "support", "配合"
        RESPONSIBLE = "responsible", "责任"

    class Means(models.TextChoices):
        UNKNOWN = "unknown", "待确认"
        ORGANISATION = "organisation", "一个单位"
        GROUP = "group", "一组单位"
        LATER = "later", "发生时由政务公开办指定"

    task = models.ForeignKey(Task, models.CASCADE, related_name="responsibles")
    order = models.PositiveSmallIntegerField("次序")
    name = models.CharField("方案中的名称", max_length=120)
    role = models.CharField("分工", max_length=12, choices=Role.choices)
    means = models.CharField(max_length=12, choices=Means.choices, default=Means.UNKNOWN)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["task", "order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "order"], name="responsible_order_once"),
            models.CheckConstraint(
                name="responsible_means_what_it_names",
                condition=Q(means="organisation", organisation__isnull=False, group=None)
                | Q(means="group", group__isnull=False, organisation=None)
                | Q(means__in=["unknown", "later"], organisation=None, group=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Obligation(models.Model):
    """A duty that the running text of the plan lays on somebody."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="obligations")
    number = models.CharField("编号", max_length=8)
    section = models.CharField("章节", max_length=120, blank=True)
    text = models.TextField("内容")
    kind = models.CharField("类别", max_length=20)
    count = models.PositiveSmallIntegerField("次数", null=True)
    per = models.CharField("周期", max_length=12, blank=True)
    due_on = models.DateField("期限", null=True)
    first_line = models.PositiveIntegerField(default=0)
    last_line = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="obligation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"
