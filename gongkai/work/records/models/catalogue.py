"""The catalogue of what must be disclosed, and which tasks of a plan an item serves."""

from __future__ import annotations

from django.db import models

from gongkai.work.ledger.models.plan import Task


class CatalogueItem(models.Model):
    """主动公开基本目录 item. The top ones are 条例 第二十、二十一条 (rules/data/catalogue.toml)."""

    code = models.CharField("代码", max_length=20, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField("公开事项", max_length=120)
    basis = models.CharField("公开依据", max_length=200)
    workdays = models.PositiveSmallIntegerField("公开时限（工作日）", default=20)
    order = models.PositiveSmallIntegerField("排序", default=0)
    verified = models.BooleanField("已核对原文", default=False)
    is_routine = models.BooleanField("常规事项", default=False)
    tasks = models.ManyToManyField(
        Task, blank=True, related_name="catalogue_items", verbose_name="对应任务"
    )

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name
