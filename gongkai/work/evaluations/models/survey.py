"""A small questionnaire for the public: its questions, and answers that name nobody."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Survey(models.Model):
    """A questionnaire. It opens when `record`, its announcement, is public, and ends by itself.

    `answered` repeats the number of answers for pages; a test holds it equal to the rows.
    `results` is the record that tells the result. `number` is its address, 2026-03.
    """

    class State(models.TextChoices):
        DESIGNING = "designing", "准备中"
        SURVEYING = "surveying", "已公布"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="surveys")
    number = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("标题", max_length=120)
    introduction = models.TextField("说明")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.DESIGNING)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    results = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    answered = models.PositiveIntegerField("答卷数", default=0)
    made_at = models.DateTimeField("创建时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="survey_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="open_survey_is_announced",
                condition=Q(state="designing") | Q(record__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-number"], name="survey_of_place")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """One question, in the words of `rules.decisions.surveys`; frozen when the survey opens."""

    class Kind(models.TextChoices):
        SINGLE = "single", "单选"
        MULTIPLE = "multiple", "多选"
        SCALE = "scale", "打分（1 到 5 分）"
        TEXT = "text", "填写"

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=8)
    order = models.PositiveSmallIntegerField("次序")
    label = models.CharField("问题", max_length=200)
    kind = models.CharField("题型", max_length=10, choices=Kind.choices)
    options = models.JSONField("选项", default=list)
    required = models.BooleanField("必答", default=True)
    most = models.PositiveSmallIntegerField("最多选几项", null=True)

    class Meta:
        ordering = ["survey", "order"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="survey_question_once"),
        ]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    """One filled-in sheet: the answers by the codes of the questions; never who gave it.

    `token` is that of the form it was sent with, so that sending twice counts once.
    """

    class Channel(models.TextChoices):
        PORTAL = "portal", "网上"
        PAPER = "paper", "纸质问卷"
        PHONE = "phone", "电话访问"

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    answers = models.JSONField("答案")
    channel = models.CharField("来源", max_length=8, choices=Channel.choices)
    token = models.CharField(max_length=40, null=True)
    at = models.DateTimeField("提交时间")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["survey", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "token"], name="survey_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.pk}"
