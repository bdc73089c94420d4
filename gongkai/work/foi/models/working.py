"""How a case is worked on: who helps, who is asked, where was searched."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.foi.models.request import Request
from gongkai.work.journal.seal import SealedField
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class Handing(models.Model):
    """Who held the case from when; the last one holds it now."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="handings")
    to = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="承办人")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["request", "id"]

    def __str__(self) -> str:
        return self.to.name


class Assistance(models.Model):
    """Another body of the district is asked to help (协办); the clock goes on."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="assistances")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="assistances")
    question = models.TextField("请协助的事项")
    asked_at = models.DateTimeField("发出时间")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField("请在何日前答复")
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.CheckConstraint(
                name="assistance_answer_has_words", condition=Q(answered_at=None) | ~Q(answer="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Consultation(models.Model):
    """A third party or another agency is asked for its opinion; this stops the clock.

    A third party answers on a page of its own, opened by a secret of which the hash is kept.
    """

    class Whom(models.TextChoices):
        THIRD_PARTY = "third_party", "第三方"
        AGENCY = "agency", "其他机关"

    class Opinion(models.TextChoices):
        AGREES = "agrees", "同意公开"
        REFUSES = "refuses", "不同意公开"
        PARTLY = "partly", "同意部分公开"

    request = models.ForeignKey(Request, models.PROTECT, related_name="consultations")
    whom = models.CharField("对象", max_length=12, choices=Whom.choices)
    # The code by which the events of the clock tell two parties apart; it names nobody.
    party = models.CharField(max_length=40)
    name = SealedField("名称")
    contact = SealedField("联系方式", blank=True, default="")
    information = models.TextField("涉及的信息")
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    # Empty until its letter is served; from then on the clock stands still.
    sent_on = models.DateField("送达日期", null=True)
    opinion = models.CharField("意见", max_length=8, choices=Opinion.choices, blank=True)
    reason = models.TextField("理由", blank=True)
    answered_on = models.DateField("答复日期", null=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "party"], name="consultation_party_once"),
            models.CheckConstraint(
                name="consultation_answer_has_opinion",
                condition=Q(answered_on=None) | ~Q(opinion=""),
            ),
        ]

    def __str__(self) -> str:
        return self.party


class SearchEntry(models.Model):
    """Where and how something was searched for: what carries a reply that it does not exist."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="searches")
    place = models.CharField("检索范围", max_length=200)
    words = models.CharField("检索词", max_length=200)
    result = models.CharField("结果", max_length=300)
    on = models.DateField("检索日期")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["request", "id"]

    def __str__(self) -> str:
        return self.place
