"""The catalogue of what must be disclosed, and which tasks of a plan an item serves."""

from __future__ import annotations

from django.db import models

from gongkai.work.ledger.models.plan import Task
from gongkai.work.org.models.organisation import Organisation


class CatalogueItem(models.Model):
    """One thing that must be public. The top ones are the law's (rules/data/catalogue.toml).

    Those of the basic catalogue hang below them and are written by adopting an edition; they
    name who publishes. `period` is what the time limit repeats by, "" where it does not.
    """

    class Period(models.TextChoices):
        NONE = "", "不定期"
        MONTH = "month", "每月"
        QUARTER = "quarter", "每季度"
        HALF = "half", "每半年"
        YEAR = "year", "每年"

    code = models.CharField("代码", max_length=20, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField("公开事项", max_length=120)
    basis = models.CharField("公开依据", max_length=200)
    workdays = models.PositiveSmallIntegerField("公开时限（工作日）", default=20)
    order = models.PositiveSmallIntegerField("排序", default=0)
    limit_text = models.CharField("公开时限", max_length=60, blank=True)
    period = models.CharField("周期", max_length=8, choices=Period.choices, blank=True, default="")
    organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="catalogue_items", verbose_name="公开主体"
    )
    ended_on = models.DateField("不再列入目录之日", null=True, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    is_routine = models.BooleanField("常规事项", default=False)
    tasks = models.ManyToManyField(
        Task, blank=True, related_name="catalogue_items", verbose_name="对应任务"
    )

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name
