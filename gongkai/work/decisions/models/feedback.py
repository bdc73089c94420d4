"""The feedback after a decision (采纳情况反馈), and other forms in which the public took part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class OtherForm(models.Model):
    """A talk, hearing, visit or survey in which opinions were heard; told with the feedback."""

    class Kind(models.TextChoices):
        TALK = "talk", "座谈会"
        HEARING = "hearing", "听证会"
        VISIT = "visit", "实地走访"
        SURVEY = "survey", "民意调查"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="other_forms")
    kind = models.CharField("方式", max_length=8, choices=Kind.choices)
    on = models.DateField("日期")
    place = models.CharField("地点", max_length=120, blank=True)
    people = models.PositiveIntegerField("参加人数")
    text = models.TextField("情况")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision", "on", "id"]
        constraints = [
            models.CheckConstraint(name="other_form_tells", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class Feedback(models.Model):
    """The summary of all opinions on a decision, made once every opinion is disposed of.

    `figures` are those that were published: by channel and by clause.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="feedback")
    introduction = models.TextField("概述", blank=True)
    figures = models.JSONField("数字", default=dict)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("编制时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision"]

    def __str__(self) -> str:
        return str(self.decision)
