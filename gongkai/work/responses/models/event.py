"""An event of public opinion, what each responsible unit does about it, and what it answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class Event(models.Model):
    """What people talk about. Never public: only the answers are.

    `kind` is a code of rules.responses.KINDS. `due_at` is the nearest term that is not met, of any
    unit, kept for lists; None once all are met. `number` is its address, 2026-03.
    """

    class Grade(models.TextChoices):
        GRAVE = "grave", "特别重大、重大突发事件"
        ORDINARY = "ordinary", "一般政务舆情"

    class State(models.TextChoices):
        TRACKING = "tracking", "办理中"
        WOUND_UP = "wound_up", "已办结"

    number = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("标题", max_length=120)
    kind = models.CharField("类型", max_length=12)
    grade = models.CharField("等级", max_length=10, choices=Grade.choices)
    happened_at = models.DateTimeField("发生时间", null=True)
    found_at = models.DateTimeField("发现时间")
    found_where = models.CharField("在哪里发现", max_length=200)
    text = models.TextField("情况")
    policy = models.ForeignKey(Record, models.PROTECT, null=True, related_name="events")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.TRACKING)
    due_at = models.DateTimeField("最近期限", null=True)
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    review = models.TextField("办结评估", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-found_at", "-number"]
        constraints = [
            models.CheckConstraint(
                name="event_is_closed_with_a_review",
                condition=Q(state="tracking", closed_at=None)
                | (Q(state="wound_up", closed_at__isnull=False) & ~Q(review="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="event_by_term")]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """What one unit was asked to do. Its moments are those of the server's clock.

    `responded_at` and `press_at` repeat its first answer and first press conference for lists;
    `due_at` is its nearest term that is not met, None once all are.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="parts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parts")
    asked = models.CharField("要求", max_length=500, blank=True)
    assigned_at = models.DateTimeField("交办时间")
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField("接收时间", null=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField("处置时间", null=True)
    responded_at = models.DateTimeField("回应时间", null=True)
    press_at = models.DateTimeField("新闻发布会时间", null=True)
    due_at = models.DateTimeField("最近期限", null=True)

    class Meta:
        ordering = ["event", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="part_once"),
        ]
        indexes = [models.Index(fields=["organisation", "due_at"], name="part_by_term")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.organisation_id}"


class Note(models.Model):
    """What a unit did about it, in its own words; never changed."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="notes")
    text = models.TextField("处置情况")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["part", "id"]
        constraints = [
            models.CheckConstraint(name="note_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


class Reply(models.Model):
    """A public answer of a unit: a record of ours, or an address elsewhere with its title.

    `public_at` is the moment of publication: of a record that of the log, elsewhere as told.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="replies")
    record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    url = models.URLField("网址", max_length=300, blank=True)
    title = models.CharField("标题", max_length=200)
    public_at = models.DateTimeField("公开时间")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["part", "public_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="reply_is_somewhere",
                condition=(Q(record__isnull=False, url="") | (Q(record=None) & ~Q(url="")))
                & ~Q(title=""),
            ),
            models.UniqueConstraint(
                fields=["part", "record"],
                condition=Q(record__isnull=False),
                name="reply_record_once",
            ),
        ]
        indexes = [models.Index(fields=["-public_at", "-id"], name="reply_newest")]

    def __str__(self) -> str:
        return self.title
