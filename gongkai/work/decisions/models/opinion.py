"""What people say in a consultation, and what becomes of every single one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.seal import SealedField
from gongkai.work.org.models.person import Person


class Disposition(models.TextChoices):
    """What was done with an opinion (采纳情况)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


_DISPOSED = Q(disposition="") | (
    Q(disposed_at__isnull=False) & (Q(disposition="adopted") | ~Q(reason=""))
)


class OpinionGroup(models.Model):
    """Opinions that say the same: suggested by the machine, decided by a person.

    A decided group gives its members its disposition and reason.
    """

    class State(models.TextChoices):
        SUGGESTED = "suggested", "系统提示"
        DECIDED = "grouped", "已确认"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="groups")
    title = models.CharField("归纳", max_length=300)
    state = models.CharField("状态", max_length=10, choices=State.choices)
    size = models.PositiveIntegerField("件数", default=0)
    disposition = models.CharField("处理", max_length=8, choices=Disposition.choices, blank=True)
    reason = models.CharField("理由", max_length=1000, blank=True)
    disposed_at = models.DateTimeField("处理时间", null=True)
    disposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("归类时间")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["consultation", "-size", "id"]
        constraints = [
            models.CheckConstraint(name="group_disposed_with_reason", condition=_DISPOSED),
        ]

    def __str__(self) -> str:
        return self.title


class OpinionImport(models.Model):
    """A spreadsheet of opinions that came otherwise, as it was handed in."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="imports")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField("行数")
    taken = models.PositiveIntegerField("收入")
    refused = models.JSONField("没有收入的行", default=list)
    at = models.DateTimeField("导入时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["consultation", "id"]

    def __str__(self) -> str:
        return self.file.name


class Opinion(models.Model):
    """One opinion. The public sees `shown` and never who wrote it; `text` is as it came.

    `number` is public, Y-0001 of its consultation; with the secret, of which only the hash is kept,
    its author finds what became of it. `held_reason` says why it is not shown, to the office only.
    Dispositions are written by comparing `edition`, so that two clerks cannot undo each other.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    number = models.PositiveIntegerField("编号")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, related_name="opinions")
    channel = models.CharField("来源", max_length=12)
    text = models.TextField("意见")
    shown = models.TextField("公开的内容", blank=True)
    is_held = models.BooleanField("暂不展示", default=False)
    held_reason = models.CharField("不展示的原因", max_length=200, blank=True)
    said_on = models.DateField("提出日期")
    received_at = models.DateTimeField("收到时间")
    name = SealedField("姓名或者名称", blank=True, default="")
    contact = SealedField("联系方式", blank=True, default="")
    secret_hash = models.CharField(max_length=64, blank=True)
    source = models.ForeignKey(OpinionImport, models.PROTECT, null=True, related_name="opinions")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(OpinionGroup, models.SET_NULL, null=True, related_name="opinions")
    disposition = models.CharField("处理", max_length=8, choices=Disposition.choices, blank=True)
    reason = models.CharField("理由", max_length=1000, blank=True)
    disposed_at = models.DateTimeField("处理时间", null=True)
    disposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=0)
    # When the result went out by e-mail to whoever left an address.
    told_at = models.DateTimeField("告知时间", null=True)

    class Meta:
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="opinion_once"),
            # A form that is sent twice makes the same secret, and so one opinion.
            models.UniqueConstraint(
                fields=["consultation", "secret_hash"], name="opinion_secret_once",
                condition=~Q(secret_hash=""),
            ),
            models.CheckConstraint(name="opinion_says_something", condition=~Q(text="")),
            models.CheckConstraint(name="opinion_disposed_with_reason", condition=_DISPOSED),
            models.CheckConstraint(
                name="opinion_is_held_for_a_reason", condition=Q(is_held=False) | ~Q(held_reason="")
            ),
        ]  # fmt: skip
        # Lists run backwards through these: a page of 100,000 opinions costs what one of 100 does.
        indexes = [
            models.Index(
                fields=["consultation", "disposition", "-number"], name="opinion_disposed"
            ),
            models.Index(fields=["consultation", "channel", "-number"], name="opinion_by_channel"),
            models.Index(
                fields=["consultation", "-number"], name="opinion_held", condition=Q(is_held=True)
            ),
            models.Index(
                fields=["clause", "-number"], name="opinion_of_clause", condition=Q(is_held=False)
            ),
            models.Index(
                fields=["consultation", "-number"], name="opinion_on_whole",
                condition=Q(clause=None, is_held=False),
            ),
            models.Index(fields=["group", "-number"], name="opinion_of_group"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Y-{self.number:04}"


class OpinionFile(models.Model):
    """A file that came with an opinion; the office sees it, the public does not."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["opinion", "id"]

    def __str__(self) -> str:
        return self.file.name
