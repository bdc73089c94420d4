"""How complete each version is: computed by the rules, kept so that 100,000 can be counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record, Version


class Completeness(models.Model):
    """What `rules.completeness` says about one version, and what lists of them are narrowed by.

    `lacks` and `advice` hold the codes with a blank before and after each, "" for none, so that
    anybody can count them in SQL. `document_on` is the day by which the document belongs to a
    year. `rules` names the rules by which it was measured.
    """

    version = models.OneToOneField(
        Version, models.CASCADE, primary_key=True, related_name="completeness"
    )
    record = models.ForeignKey(Record, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(CatalogueItem, models.PROTECT, null=True, related_name="+")
    document_on = models.DateField("文件日期", null=True)
    effective_on = models.DateField("实施日期", null=True)
    expires_on = models.DateField("失效日期", null=True)
    is_public = models.BooleanField("按已公开核算")
    required = models.PositiveSmallIntegerField("应有要素")
    filled = models.PositiveSmallIntegerField("已有要素")
    lacks = models.CharField("缺项", max_length=400, blank=True)
    advice = models.CharField("建议补充", max_length=400, blank=True)
    rules = models.CharField(max_length=12)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="complete_without_lacks",
                condition=Q(lacks="", filled=F("required"))
                | (~Q(lacks="") & Q(filled__lt=F("required"))),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "document_on"], name="completeness_of_org"),
        ]

    def __str__(self) -> str:
        return f"{self.filled}/{self.required}{self.lacks}"
