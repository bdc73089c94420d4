"""Monthly scores with every deduction; once a month is locked its rows never change."""

from __future__ import annotations

from django.db import models

from gongkai.work.inspection.models.finding import Finding
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class Month(models.Model):
    """One scored month, with the rule table it was scored by and the digest of its scores."""

    month = models.CharField("月份", max_length=7, unique=True)
    rules = models.JSONField("扣分规则表", default=list)
    digest = models.CharField("得分摘要", max_length=64, blank=True)
    computed_at = models.DateTimeField("计算时间")
    locked_at = models.DateTimeField("锁定时间", null=True)
    locked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return self.month

    @property
    def is_locked(self) -> bool:
        """True once it can no longer change."""
        return self.locked_at is not None


class Score(models.Model):
    """One organisation's result in one month."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="scores")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="scores")
    points = models.DecimalField("得分", max_digits=6, decimal_places=2)
    grade = models.CharField("等次", max_length=10, blank=True)

    class Meta:
        ordering = ["month", "-points", "organisation__order"]
        constraints = [
            models.UniqueConstraint(fields=["month", "organisation"], name="score_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.points}"


class Deduction(models.Model):
    """One deduction and the finding it rests on; a bonus is a deduction below zero."""

    score = models.ForeignKey(Score, models.PROTECT, related_name="deductions")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    rule = models.CharField("扣分规则", max_length=20)
    points = models.DecimalField("扣分", max_digits=6, decimal_places=2)
    explanation = models.TextField("说明")

    class Meta:
        ordering = ["score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["score", "finding"], name="one_deduction_a_finding"),
        ]

    def __str__(self) -> str:
        return self.explanation
