"""A department's ledger as it was handed in, with its receipt."""

from __future__ import annotations

from django.db import models

from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class LedgerSubmission(models.Model):
    """One handing-in; a later one replaces it but does not erase it."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次")
    receipt = models.CharField("回执编号", max_length=40, unique=True)
    submitted_at = models.DateTimeField("报送时间")
    submitted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_late = models.BooleanField("迟报", default=False)
    content = models.JSONField("报送内容")
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["plan", "organisation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "organisation", "number"], name="submission_once"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
