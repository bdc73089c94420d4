"""Organisations, every name they bear or bore, their offices, and lists of them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """One body with duties of its own: the district, a department, a town, an institution."""

    class Kind(models.TextChoices):
        DISTRICT = "district", "本级政府（管委会）"
        DEPARTMENT = "department", "工作部门"
        TOWN = "town", "镇（街道）"
        INSTITUTION = "institution", "事业单位"
        ENTERPRISE = "enterprise", "国有企业"

    code = models.SlugField("代码", max_length=32, unique=True)
    name = models.CharField("全称", max_length=80, unique=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    kind = models.CharField("类型", max_length=16, choices=Kind.choices, default=Kind.DEPARTMENT)
    runs_openness = models.BooleanField("政务公开工作主管部门", default=False)
    order = models.PositiveSmallIntegerField("排序", default=0)
    active_from = models.DateField("设立日期", default=date(2000, 1, 1))
    active_until = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="承接机构"
    )

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                name="organisation_ends_after_it_begins",
                condition=Q(active_until=None) | Q(active_until__gt=F("active_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class Name(models.Model):
    """A name by which plans and letters know an organisation: former, short or mistaken."""

    class Kind(models.TextChoices):
        FORMER = "former", "曾用名"
        ALIAS = "alias", "别名"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names")
    text = models.CharField("名称", max_length=80)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    until_on = models.DateField("使用至", null=True, blank=True)

    class Meta:
        ordering = ["text", "organisation"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "text"], name="name_once"),
            # A name may be borne by one body after another, but an alias leads to one only.
            models.UniqueConstraint(
                fields=["text"], condition=Q(kind="alias"), name="alias_leads_to_one"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Office(models.Model):
    """A section (科室) inside an organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="offices")
    name = models.CharField("科室", max_length=40)

    class Meta:
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="office_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A collective name of plans (各有关单位, 各街道) and the organisations it stands for."""

    name = models.CharField("名称", max_length=40, unique=True)
    members = models.ManyToManyField(Organisation, related_name="groups", verbose_name="成员单位")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
