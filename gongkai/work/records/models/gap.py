"""What an organisation declares about numbers of its documents that are not public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.rules.document import GAPS
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class GapStatement(models.Model):
    """One signed answer for the numbers `first` to `last` of a series; a later one replaces it.

    `year` is None in series that run on through the years (令第3号).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="gap_statements")
    code = models.CharField("机关代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份", null=True)
    first = models.PositiveIntegerField("起始序号")
    last = models.PositiveIntegerField("截止序号")
    kind = models.CharField("情况", max_length=12, choices=list(GAPS.items()))
    reason = models.CharField("依据或原因", max_length=200)
    at = models.DateTimeField("说明时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="说明人")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["code", "year"], name="gap_statement_of_series")]
        constraints = [
            models.CheckConstraint(
                name="gap_statement_in_order", condition=Q(first__gte=1, last__gte=F("first"))
            ),
            models.CheckConstraint(name="gap_statement_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first}–{self.last}"
