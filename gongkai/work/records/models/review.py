"""The three reviews and what they waive; who may not review whom is held by database guards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Version


class Review(models.Model):
    """One person's verdict on one frozen version, bound to the hash of what was read."""

    class Level(models.IntegerChoices):
        FIRST = 1, "一审"
        SECOND = 2, "二审"
        FINAL = 3, "三审"

    class Outcome(models.TextChoices):
        PASSED = "passed", "通过"
        RETURNED = "returned", "退回"

    version = models.ForeignKey(Version, models.PROTECT, related_name="reviews")
    level = models.PositiveSmallIntegerField("审级", choices=Level.choices)
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")
    opinion = models.TextField("意见", blank=True)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["version", "level"]
        constraints = [
            models.UniqueConstraint(fields=["version", "level"], name="one_review_a_level"),
            models.UniqueConstraint(fields=["version", "person"], name="one_review_a_person"),
            models.CheckConstraint(name="review_level_known", condition=Q(level__in=[1, 2, 3])),
            models.CheckConstraint(
                name="return_has_a_reason", condition=~Q(outcome="returned") | ~Q(opinion="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} {self.get_outcome_display()}"


class Waiver(models.Model):
    """A reviewer answers for one screening hit of one frozen version, with a reason.

    `hit` names it; `found` is what was shown of it, masked.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="waivers")
    hit = models.CharField(max_length=64)
    found = models.JSONField("筛查结果")
    content_hash = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField("审级")
    reason = models.CharField("理由", max_length=300)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "hit"], name="waiver_once_a_hit"),
            models.CheckConstraint(name="waiver_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="waiver_level_known", condition=Q(level__in=[1, 2, 3])),
        ]

    def __str__(self) -> str:
        return self.reason
