"""A decision on its way: what it is about, its steps, and the documents that show it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.files.models import StoredFile
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Decision(models.Model):
    """A 重大行政决策事项 or a 行政规范性文件, from its proposal to its evaluation.

    `code` is its address, 2026-03. The questions of `has_risk` and its neighbours are None until
    the undertaking organisation has answered them: the road of its gates follows from the answers
    (rules.decisions.gates). `phase` is the gate that it stands before, kept for lists; empty once
    all are passed. `contact` says where opinions go that do not come by the portal.
    """

    class Kind(models.TextChoices):
        MAJOR = "major", "重大行政决策"
        NORMATIVE = "normative", "行政规范性文件"

    class State(models.TextChoices):
        PROPOSED = "proposed", "申报"
        ON_ROAD = "on_road", "办理中"
        DONE = "done", "已办结"
        ENDED = "ended", "已终止"
        DECLINED = "declined", "没有列入"

    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    code = models.CharField("编号", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("事项名称", max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="decisions", verbose_name="承办单位"
    )
    others = models.ManyToManyField(
        Organisation, related_name="decisions_shared", verbose_name="共同承办单位"
    )
    scope = models.CharField("事项类型", max_length=20, blank=True)
    background = models.TextField("决策背景")
    planned_on = models.DateField("计划完成时间")
    contact = models.TextField("来信来电地址", blank=True)
    public_exempt = models.BooleanField("依法不予公开", null=True)
    exempt_reason = models.CharField("不公开的依据", max_length=300, blank=True)
    needs_hearing = models.BooleanField("需要听证", null=True)
    needs_experts = models.BooleanField("专业性、技术性较强", null=True)
    has_risk = models.BooleanField("可能影响社会稳定、公共安全", null=True)
    touches_market = models.BooleanField("涉及市场主体经济活动", null=True)
    is_trial = models.BooleanField("暂行或者试行", default=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.PROPOSED)
    phase = models.CharField("所处环节", max_length=14, blank=True)
    ended_reason = models.CharField("终止或者没有列入的原因", max_length=300, blank=True)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    created_at = models.DateTimeField("申报时间")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "code"]
        constraints = [
            models.CheckConstraint(name="decision_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="decision_ends_with_a_reason",
                condition=~Q(state__in=["ended", "declined"]) | ~Q(ended_reason=""),
            ),
            models.CheckConstraint(
                name="decision_is_not_its_own_part",
                condition=(Q(split_from=None) | ~Q(split_from=F("id")))
                & (Q(merged_into=None) | ~Q(merged_into=F("id"))),
            ),
        ]
        indexes = [
            models.Index(fields=["year", "kind", "state"], name="decision_by_year"),
            models.Index(fields=["organisation", "state"], name="decision_by_place"),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """What is known of one phase, by the names of `rules.decisions.gates.Facts`; dates as text.

    It can be written on until the phase is passed; what was passed never changes.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="steps")
    phase = models.CharField("环节", max_length=14)
    facts = models.JSONField("事实", default=dict)
    passed_at = models.DateTimeField("完成时间", null=True)
    passed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField("填写时间")
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "phase"], name="step_once"),
            models.CheckConstraint(
                name="step_is_passed_by_somebody",
                condition=Q(passed_at=None, passed_by=None)
                | Q(passed_at__isnull=False, passed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.phase}"


class StepFile(models.Model):
    """A paper of a step: the report, the signed opinion. Never public by itself."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    at = models.DateTimeField("加入时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["step", "id"]

    def __str__(self) -> str:
        return self.file.name


class SlotLink(models.Model):
    """A record that fills a slot of the dossier (归集): shown once it is public."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="slot_links")
    slot = models.CharField("栏目", max_length=14)
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    at = models.DateTimeField("归集时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision", "slot", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "slot", "record"], name="slot_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slot}: {self.record_id}"


class NotAttended(models.Model):
    """Why nobody of the public attended the meeting on a decision; told in its dossier."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="not_attended")
    reason = models.CharField("没有公众代表列席的原因", max_length=300)
    at = models.DateTimeField("填写时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision"]
        constraints = [
            models.CheckConstraint(name="not_attended_for_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason
