"""A major policy before its issue, and press conferences."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record
from gongkai.work.responses.models.event import Event


class MajorPolicy(models.Model):
    """A policy whose effect and risk are assessed before it is issued.

    `policy` is its document, drafted or public; `assessment` the record that tells of the
    assessment, where there is one.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="major_policies")
    title = models.CharField("政策名称", max_length=200)
    policy = models.OneToOneField(Record, models.PROTECT, null=True, related_name="major_policy")
    assessed_on = models.DateField("评估日期", null=True)
    conclusion = models.TextField("评估结论", blank=True)
    assessment = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("登记时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="assessment_has_its_conclusion",
                condition=Q(assessed_on=None) | ~Q(conclusion=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PressConference(models.Model):
    """A press conference of an organisation, if wanted with others, on an event or a policy."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="conferences")
    others = models.ManyToManyField(Organisation, related_name="conferences_shared")
    title = models.CharField("标题", max_length=200)
    held_at = models.DateTimeField("时间")
    head_attended = models.BooleanField("主要负责人出席", null=True)
    head = models.CharField("出席的负责人", max_length=60, blank=True)
    absence_reason = models.CharField("没有出席的原因", max_length=300, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="conferences")
    policy = models.ForeignKey(Record, models.PROTECT, null=True, related_name="conferences")
    transcript = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("登记时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="absence_of_the_head_has_a_reason",
                condition=Q(head_attended=None) | Q(head_attended=True) | ~Q(absence_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-held_at"], name="conference_of_place")]

    def __str__(self) -> str:
        return self.title
