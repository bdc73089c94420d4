"""The report of one organisation on one year, and all that it is compiled from beside the cases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.files.models import StoredFile
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record, Version

FIRST_YEAR, LAST_YEAR = 2008, 2100
"""政府信息公开条例 came into force in 2008."""


class AnnualReport(models.Model):
    """One report. While it is open its tables are computed each time and stored nowhere.

    `chapters` holds what the department wrote, by the codes of the form's parts; what is not in it
    reads as it was prepared. Whether it is public follows from `record`.
    """

    class State(models.TextChoices):
        OPEN = "open", "编制中"
        SUBMITTED = "submitted", "已报送"
        RETURNED = "returned", "已退回"
        FROZEN = "frozen", "已定稿"
        REOPENED = "reopened", "重新打开"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField("年度")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    chapters = models.JSONField("文字", default=dict)
    submitted_on = models.DateField("首次报送日期", null=True)
    record = models.OneToOneField(Record, models.PROTECT, null=True, related_name="annual_report")
    opened_at = models.DateTimeField("建立时间")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-year", "organisation__order", "organisation__code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="report_once_a_year"),
            models.CheckConstraint(
                name="report_year_fits", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation.label} {self.year}"


class Step(models.Model):
    """Something done to a report, with its reason; added, never changed."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", "报送"
        RETURNED = "returned", "退回"
        FROZEN = "frozen", "定稿"
        DRAFTED = "drafted", "转为公开草稿"
        REOPENED = "reopened", "重新打开"

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="steps")
    kind = models.CharField("步骤", max_length=10, choices=Kind.choices)
    text = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["report", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class Edition(models.Model):
    """A report as it was frozen: tables, text, Word file. Never changes; a reopened report gets
    another one. `version` is the version of the record that was drafted from it, written once.
    """

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("第几稿")
    content = models.JSONField("内容")
    content_hash = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField("定稿时间")
    frozen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="edition_once"),
        ]

    def __str__(self) -> str:
        return self.content_hash


class HandedFigure(models.Model):
    """A figure of table 2 that only the department knows: the newest one of a row counts."""

    class Row(models.TextChoices):
        LICENCES = "行政许可", "行政许可（处理决定数量）"
        PENALTIES = "行政处罚", "行政处罚（处理决定数量）"
        COERCION = "行政强制", "行政强制（处理决定数量）"
        FEES = "行政事业性收费", "行政事业性收费（万元）"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="handed_figures")
    year = models.PositiveSmallIntegerField("年度")
    row = models.CharField("项目", max_length=10, choices=Row.choices)
    value = models.DecimalField("数值", max_digits=16, decimal_places=6)
    source = models.CharField("数据来源", max_length=200)
    at = models.DateTimeField("填报时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["organisation", "year", "row", "id"]
        constraints = [
            models.CheckConstraint(name="figure_not_below_zero", condition=Q(value__gte=0)),
            models.CheckConstraint(name="figure_has_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["year", "organisation", "row"], name="figure_by_year")]

    def __str__(self) -> str:
        return f"{self.row} {self.value}"


class ImportedReport(models.Model):
    """The report of a year from before this system, read from a file or typed in; the newest
    counts. It serves for the numbers carried over (EQ5) and is never shown as compiled here.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="imported_reports")
    year = models.PositiveSmallIntegerField("年度")
    content = models.JSONField("内容")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    notes = models.JSONField("读取说明", default=list)
    reason = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("导入时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["organisation", "year", "id"]

    def __str__(self) -> str:
        return f"{self.organisation.label} {self.year}"
