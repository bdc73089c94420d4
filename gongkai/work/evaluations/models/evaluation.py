"""The yearly evaluation of a policy: five aspects, several methods, a result and its use."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.evaluations.models.survey import Survey
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Evaluation(models.Model):
    """What an organisation found about one of its policies in a year.

    `aspects` are the five texts by their codes (rules.decisions.evaluation). With the outcome
    "revise" or "repeal" the policy has to be changed by `follow_up_on`; whether it was is read from
    the policy itself, not from a box somebody ticks. `report` makes the result public.
    """

    class Outcome(models.TextChoices):
        CONTINUE = "continue", "继续实施"
        EXTEND = "extend", "到期后延续"
        REVISE = "revise", "修改"
        REPEAL = "repeal", "废止"

    class State(models.TextChoices):
        WRITING = "evaluating", "评价中"
        CONCLUDED = "concluded", "已有结论"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="evaluations")
    policy = models.ForeignKey(Record, models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WRITING)
    aspects = models.JSONField("五个方面", default=dict)
    result = models.TextField("评价结果", blank=True)
    use = models.TextField("运用情况", blank=True)
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices, blank=True)
    evaluated_on = models.DateField("评价日期", null=True)
    follow_up_on = models.DateField("修改、废止期限", null=True)
    report = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("开始时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "organisation", "id"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "year"], name="evaluation_once_a_year"),
            models.CheckConstraint(
                name="concluded_evaluation_says_what",
                condition=Q(state="evaluating")
                | (~Q(outcome="") & ~Q(result="") & ~Q(use="") & Q(evaluated_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="change_of_policy_has_its_term",
                condition=~Q(state="concluded")
                | ~Q(outcome__in=["revise", "repeal"])
                | Q(follow_up_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="evaluation_of_place")]

    def __str__(self) -> str:
        return f"{self.year} {self.policy_id}"


class Method(models.Model):
    """How the effect of a policy was found out: when, and how many people took part."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="methods")
    code = models.CharField("方式", max_length=12)
    on = models.DateField("日期")
    people = models.PositiveIntegerField("参加人数")
    note = models.CharField("情况", max_length=500, blank=True)
    survey = models.ForeignKey(Survey, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["evaluation", "on", "id"]

    def __str__(self) -> str:
        return f"{self.on} {self.code}"
