"""Letters: their templates, what was written, who approved it, how it was served."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.journal.seal import SealedField, SealedTable
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class LetterTemplate(models.Model):
    """The wording that an organisation gave a kind of letter; without one, that of the product."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="letter_templates")
    kind = models.CharField("文书", max_length=6)
    text = models.TextField("正文")
    changed_at = models.DateTimeField("修改时间")
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="template_once_a_kind"),
        ]

    def __str__(self) -> str:
        return self.kind


class Letter(models.Model):
    """One letter of a case. An approved one never changes; its file is what was sent.

    `kind` is its code in rules/data (G1 to G21). `values` are what the clerk filled in; `file` and
    `pdf` are the letter as it was approved.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "起草中"
        SUBMITTED = "submitted", "待批准"
        RETURNED = "returned", "已退回"
        APPROVED = "approved", "已批准"
        SENT = "sent", "已送达"
        VOID = "void", "已作废"

    request = models.ForeignKey(Request, models.PROTECT, related_name="letters")
    kind = models.CharField("文书", max_length=6)
    number = models.CharField("文号", max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    outcome = models.CharField("答复类型", max_length=8, blank=True)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, related_name="letters"
    )
    # A letter names who asked; so it is sealed as they are.
    values = SealedTable("填写内容", default=dict)
    text = SealedField("正文")
    law = models.CharField("禁止公开的法律依据", max_length=200, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    # A new reply that a reconsideration or a court asked for; it does not move the clock.
    challenge = models.ForeignKey(
        "foi.Challenge", models.PROTECT, null=True, related_name="letters"
    )
    drafted_at = models.DateTimeField("起草时间")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("批准时间", null=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="letter_number_once"
            ),
            # 条例 第五十一条 asks for review; that it is another person is our rule.
            models.CheckConstraint(
                name="letter_approved_by_another",
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="approved_letter_is_whole",
                condition=~Q(state__in=["approved", "sent"])
                | (
                    Q(approved_by__isnull=False)
                    & Q(file__isnull=False)
                    & ~Q(number="")
                    & ~Q(content_hash="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.kind


class Delivery(models.Model):
    """How a letter was served and what proves it (送达凭证)."""

    class Way(models.TextChoices):
        ONLINE = "online", "网上送达"
        EMAIL = "email", "电子邮件"
        POST = "post", "邮寄"
        HAND = "hand", "当面送达"
        NOTICE = "notice", "公告送达"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="deliveries")
    way = models.CharField("送达方式", max_length=8, choices=Way.choices)
    on = models.DateField("送达日期")
    # It may name who signed for it.
    proof = SealedField("凭证")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["letter", "id"]
        constraints = [
            models.CheckConstraint(name="delivery_has_proof", condition=~Q(proof="")),
        ]

    def __str__(self) -> str:
        return self.get_way_display()
