"""What was blacked out in a file before it is given, why, by whom, and who looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.foi.models.request import RequestFile
from gongkai.work.journal.seal import SealedTable
from gongkai.work.org.models.person import Person


class Redaction(models.Model):
    """One redaction of one file (区分处理，条例 第三十七条).

    While it is a draft, `plan` holds what is marked, sealed, since it names what must go. Once the
    file is made the plan is emptied: `places` tells where something went and on which ground, and
    never what stood there. `remarks` are what was left out besides, by kind, with its number.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "标记中"
        MADE = "made", "待审看"
        APPROVED = "approved", "已批准"
        RETURNED = "returned", "已退回"
        DISCARDED = "discarded", "已作废"

    source = models.ForeignKey(RequestFile, models.PROTECT, related_name="redacted_in")
    result = models.OneToOneField(
        RequestFile, models.PROTECT, null=True, related_name="made_by_redaction"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    plan = SealedTable("标记", default=dict)
    places = models.JSONField("遮盖的位置和依据", default=list)
    checks = models.JSONField("核验", default=list)
    remarks = models.JSONField("另外清除的内容", default=list)
    edition = models.CharField("制作规则", max_length=20, blank=True)
    source_sha256 = models.CharField(max_length=64)
    result_sha256 = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField("开始时间")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("制作时间", null=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("审看时间", null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField("意见", max_length=300, blank=True)

    class Meta:
        ordering = ["source", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="draft"), name="redaction_one_draft"
            ),
            # 条例 第五十一条 asks for review; that it is another person is our rule.
            models.CheckConstraint(
                name="redaction_approved_by_another",
                condition=~Q(state__in=["approved", "returned"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("made_by"))),
            ),
            models.CheckConstraint(
                name="redaction_made_is_whole",
                condition=~Q(state__in=["made", "approved", "returned"])
                | (Q(result__isnull=False) & Q(made_by__isnull=False) & ~Q(result_sha256="")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
