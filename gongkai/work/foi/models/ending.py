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
    # A decision that asks for a new reply sets its term; the request itself stays closed.
    redo_due_on = models.DateField("重新答复期限", null=True)
    redone_on = models.DateField("重新答复日期", null=True)
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
            models.CheckConstraint(
                name="only_what_was_corrected_is_done_again",
                condition=Q(redo_due_on=None) | Q(result="corrected"),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ChallengePaper(models.Model):
    """A paper of a reconsideration or a suit: the notice, our answer, the decision."""

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    what = models.CharField("材料", max_length=40)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["challenge", "id"]

    def __str__(self) -> str:
        return self.what


class Conversion(models.Model):
    """Whether what was asked for should be public for all (转主动公开，条例 第四十四条)."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="conversion")
    is_fit = models.BooleanField("转为主动公开")
    reason = models.CharField("理由", max_length=300)
    # What is to be published, without anything of who asked; a record is begun from it.
    title = models.CharField("拟公开的标题", max_length=200, blank=True)
    text = models.TextField("拟公开的内容", blank=True)
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
    """The sealed dossier of a closed case (条例 第四十五条): one file, its hash, its index.

    What comes after it, such as a reconsideration, makes another volume that holds everything and
    names the hash of the one before.
    """

    request = models.ForeignKey(Request, models.PROTECT, related_name="archives")
    volume = models.PositiveSmallIntegerField("卷次", default=1)
    previous = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveSmallIntegerField("件数")
    keep_until = models.DateField("保管期满日")
    at = models.DateTimeField("归档时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "volume"]
        constraints = [
            models.UniqueConstraint(fields=["request", "volume"], name="volume_once"),
        ]

    def __str__(self) -> str:
        return self.sha256


class Destruction(models.Model):
    """The protocol of what was destroyed when the term of keeping was over; it names nobody."""

    archive = models.OneToOneField(Archive, models.PROTECT, related_name="destruction")
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveSmallIntegerField("件数")
    files = models.PositiveSmallIntegerField("删除的文件数")
    reason = models.CharField("依据", max_length=200)
    at = models.DateTimeField("销毁时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["archive"]

    def __str__(self) -> str:
        return self.sha256
