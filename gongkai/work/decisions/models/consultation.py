"""A consultation of the public (征求意见): its draft clause by clause, its term, its channels."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Consultation(models.Model):
    """One round of consultation on a draft. It opens when `record`, its announcement, is public.

    Opinions are taken in until the last second of `closes_on`. `number` counts the rounds of a
    decision. `draft` is the text that `clauses` were cut from; it is frozen when it opens.
    """

    class State(models.TextChoices):
        DRAFT = "preparing", "准备中"
        OPEN = "consulting", "正在征求"
        CLOSED = "consulted", "已截止"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="consultations")
    number = models.PositiveSmallIntegerField("轮次")
    title = models.CharField("标题", max_length=200)
    draft = models.TextField("征求意见稿")
    explanation = models.TextField("起草说明")
    how = models.TextField("提出意见的方式")
    opens_on = models.DateField("开始日期")
    closes_on = models.DateField("截止日期")
    short_reason = models.CharField("少于 30 日的紧急原因", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField("公布时间", null=True)
    made_at = models.DateTimeField("起草时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["decision", "number"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="consultation_once"),
            models.CheckConstraint(
                name="consultation_closes_after_it_opens",
                condition=Q(closes_on__gt=F("opens_on")),
            ),
            models.CheckConstraint(
                name="open_consultation_is_announced",
                condition=Q(state="preparing") | Q(record__isnull=False, opened_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_on"], name="consultation_by_term")]

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """A part of the draft that can be commented on by itself; `key` is that of rules.clauses."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="clauses")
    key = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField("次序")
    chapter = models.CharField("章节", max_length=80, blank=True)
    heading = models.CharField("条目", max_length=80)
    text = models.TextField("条文")

    class Meta:
        ordering = ["consultation", "order"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "key"], name="clause_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class Channel(models.Model):
    """Where the consultation was announced besides the platform (plan: 综合选用便于知晓的途径)."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="channels")
    code = models.CharField("途径", max_length=20)
    on = models.DateField("日期")
    where = models.CharField("名称、地点或者网址", max_length=300)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["consultation", "on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "code", "where"], name="announcement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.where}"


class TermChange(models.Model):
    """A consultation prolonged or opened again: from when to when, and why; never changed."""

    class Kind(models.TextChoices):
        PROLONGED = "prolonged", "延长"
        REOPENED = "reopened", "重新开放"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="changes")
    kind = models.CharField("类型", max_length=10, choices=Kind.choices)
    before_on = models.DateField("原截止日期")
    after_on = models.DateField("新截止日期")
    reason = models.CharField("原因", max_length=300)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["consultation", "id"]
        constraints = [
            models.CheckConstraint(
                name="term_changes_only_later",
                condition=Q(after_on__gt=F("before_on")) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_on} → {self.after_on}"


class Tally(models.Model):
    """How many opinions came by a channel on a clause (None: the whole), and how many are held.

    Counted as they come, so that a page with 100,000 of them costs what one with 100 does; a test
    holds it equal to a count of the rows.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="tallies")
    clause = models.ForeignKey(Clause, models.CASCADE, null=True, related_name="tallies")
    channel = models.CharField("来源", max_length=12)
    count = models.PositiveIntegerField("件数", default=0)
    held = models.PositiveIntegerField("其中暂不展示", default=0)

    class Meta:
        ordering = ["consultation", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "clause", "channel"], name="tally_once"
            ),
            # SQLite takes each None for another; so the whole has a constraint of its own.
            models.UniqueConstraint(
                fields=["consultation", "channel"],
                name="tally_of_whole_once",
                condition=Q(clause=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.count}"
