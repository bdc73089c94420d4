"""What a case costs, what becomes of it afterwards, and what is kept of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Fee(models.Model):
    """The fee of a request by one tariff, never both (国办函〔2020〕109号); amounts in yuan."""

    class Tariff(models.TextChoices):
        PIECE = "piece", "按件"
        PAGE = "page", "按量"

    request = models.OneToOneField(Request, models.PROTECT, related_name="fee")
    tariff = models.CharField("计费方式", max_length=6, choices=Tariff.choices)
    count = models.PositiveIntegerField("件数或页数")
    before = models.PositiveIntegerField("当月已计件数", default=0)
    amount = models.PositiveIntegerField("金额（元）")
    reason = models.CharField("收费理由", max_length=300)
    proposed_at = models.DateTimeField("提出时间")
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("批准时间", null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request"]
        constraints = [
            models.CheckConstraint(
                name="fee_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="pages_are_not_carried_over", condition=~Q(tariff="page") | Q(before=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}元"


class Challenge(models.Model):
    """Reconsideration or a suit about a case; the cells of table 4 of the annual report."""

    class Kind(models.TextChoices):
        RECONSIDERATION = "reconsideration", "行政复议"
        DIRECT = "litigation_direct", "行政诉讼（未经复议直接起诉）"
        AFTER = "litigation_after_reconsideration", "行政诉讼（复议后起诉）"

    class Result(models.TextChoices):
        PENDING = "pending", "尚未审结"
        UPHELD = "upheld", "结果维持"
        CORRECTED = "corrected", "结果纠正"
        OTHER = "other", "其他结果"

    request = models.ForeignKey(Request, models.PROTECT, related_name="challenges")
    kind = models.CharField("类型", max_length=36, choices=Kind.choices)
    body = models.CharField("受理机关", max_length=80)
    number = models.CharField("案号", max_length=60, blank=True)
    notified_on = models.DateField("收到通知日期")
    answer_due_on = models.DateField("答复（答辩）期限", null=True)
    answered_on = models.DateField("提交答复日期", null=True)
    result = models.CharField("结果", max_length=10, choices=Result.choices, default=Result.PENDING)
    decided_on = models.DateField("审结日期", null=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.CheckConstraint(
                name="challenge_result_has_its_day",
                condition=Q(result="pending", decided_on=None)
                | (~Q(result="pending") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Conversion(models.Model):
    """Whether what was asked for should be public for all (转主动公开，条例 第四十四条)."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="conversion")
    is_fit = models.BooleanField("转为主动公开")
    reason = models.CharField("理由", max_length=300)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("应在何日前公开", null=True)
    at = models.DateTimeField("审查时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["request"]
        constraints = [
            models.CheckConstraint(
                name="conversion_has_its_day", condition=Q(is_fit=False) | Q(due_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Archive(models.Model):
    """The sealed dossier of a closed case (条例 第四十五条): one file, its hash, its index."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="archive")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveSmallIntegerField("件数")
    keep_until = models.DateField("保管期满日")
    at = models.DateTimeField("归档时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request"]

    def __str__(self) -> str:
        return self.sha256
