"""A meeting that the public attends (公众列席会议): call, drawing by lot, statements, adoption."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.opinion import Disposition
from gongkai.work.journal.seal import SealedField
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Record


class RepresentativeKind(models.TextChoices):
    """Whom a representative stands for, by the codes of rules.decisions.meetings."""

    STAKEHOLDER = "stakeholder", "利益相关方"
    PUBLIC = "public", "群众代表"
    EXPERT = "expert", "专家"
    MEDIA = "media", "媒体"
    DEPUTY = "deputy", "人大代表、政协委员"


class Meeting(models.Model):
    """One meeting. A call for representatives is open while `call_record` is public.

    Without a call the representatives are invited by the organiser. `called` are the facts that
    the announcement was drafted from, so that nothing opens under other terms than it told.
    `number` is its address, 2026-03.
    """

    class State(models.TextChoices):
        ARRANGING = "arranging", "筹备中"
        CALLING = "calling", "正在报名"
        LISTED = "list_closed", "名单已公布，待抽选"
        DRAWN = "drawn", "已抽选"
        CONVENED = "convened", "已召开"
        CALLED_OFF = "called_off", "不再召开"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings")
    number = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("会议名称", max_length=200)
    held_at = models.DateTimeField("会议时间")
    place = models.CharField("地点", max_length=200)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.ARRANGING)
    closes_on = models.DateField("报名截止日期", null=True)
    how = models.TextField("报名说明", blank=True)
    called = models.JSONField("公告所依据的内容", default=dict)
    call_record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    adoption_record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    off_reason = models.CharField("不再召开的原因", max_length=300, blank=True)
    made_at = models.DateTimeField("创建时间")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_at", "-number"]
        constraints = [
            models.CheckConstraint(
                name="open_call_is_announced",
                condition=~Q(state__in=["calling", "list_closed", "drawn"])
                | Q(call_record__isnull=False, closes_on__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_is_called_off_for_a_reason",
                condition=~Q(state="called_off") | ~Q(off_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-held_at"], name="meeting_of_place"),
            models.Index(fields=["-held_at", "-number"], name="meeting_newest"),
        ]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """One matter on the agenda, if wanted that of a decision."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="topics")
    order = models.PositiveSmallIntegerField("次序")
    title = models.CharField("议题", max_length=200)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="topics")

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="topic_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Seats(models.Model):
    """How many representatives of a kind are called for."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="seats")
    kind = models.CharField("代表类别", max_length=12, choices=RepresentativeKind.choices)
    places = models.PositiveSmallIntegerField("名额")

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="seats_once"),
            models.CheckConstraint(name="seats_for_somebody", condition=Q(places__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.places}"


class Representative(models.Model):
    """Somebody who applied (D01) or was invited (Y01). The public sees number and kind only.

    With number and secret, of which only the hash is kept, an applicant follows the application.
    `same_phone` is equal for equal telephones and tells nothing of them.
    """

    class Way(models.TextChoices):
        APPLIED = "applied", "自愿报名"
        INVITED = "invited", "单位邀请"

    class Standing(models.TextChoices):
        APPLIED = "applied", "已报名"
        SET_ASIDE = "set_aside", "不符合条件"
        ALTERNATE = "alternate", "候补"
        CHOSEN = "chosen", "列席代表"
        DECLINED = "gave_up", "不能参加"

    class Attendance(models.TextChoices):
        PRESENT = "present", "到会"
        ABSENT = "absent", "缺席"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="representatives")
    number = models.CharField("编号", max_length=8)
    way = models.CharField("产生方式", max_length=8, choices=Way.choices)
    kind = models.CharField("代表类别", max_length=12, choices=RepresentativeKind.choices)
    standing = models.CharField("情况", max_length=10, choices=Standing.choices)
    standing_reason = models.CharField("原因", max_length=300, blank=True)
    name = SealedField("姓名")
    phone = SealedField("电话")
    why = SealedField("报名理由", blank=True, default="")
    same_phone = models.CharField(max_length=64)
    secret_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField("报名时间")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField("通知时间", null=True)
    attendance = models.CharField("到会", max_length=8, choices=Attendance.choices, blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="representative_once"),
            # One telephone applies once; a form that is sent twice makes one application.
            models.UniqueConstraint(fields=["meeting", "same_phone"], name="telephone_once"),
            models.CheckConstraint(
                name="only_chosen_representatives_attend",
                condition=Q(attendance="") | Q(standing="chosen"),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ClosedList(models.Model):
    """The list as it closed, and the commitment that was published with it; never changed.

    `candidates` and `places` are by the label of the kind. The public value is the root of the
    first tree head that the log signs after `draws_after`.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="closed_list")
    candidates = models.JSONField("名单")
    places = models.JSONField("名额")
    source = models.CharField("公共数值来源", max_length=300)
    draws_after = models.DateTimeField("公共数值产生时间")
    secret = SealedField("密值")
    commitment = models.CharField("承诺值", max_length=64)
    at = models.DateTimeField("公布时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting"]

    def __str__(self) -> str:
        return self.commitment


class Drawing(models.Model):
    """The drawing: one for each list, and never changed. `record` is what everybody recomputes."""

    closed_list = models.OneToOneField(ClosedList, models.PROTECT, related_name="drawing")
    record = models.JSONField("抽选记录")
    head_size = models.PositiveBigIntegerField("树头条数")
    at = models.DateTimeField("抽选时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["closed_list"]

    def __str__(self) -> str:
        return str(self.closed_list)


class Replacement(models.Model):
    """Somebody drawn who cannot come, and the next of that kind in the order drawn, if any."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="replacements")
    gone = models.OneToOneField(Representative, models.PROTECT, related_name="replaced_by")
    came = models.OneToOneField(
        Representative, models.PROTECT, null=True, related_name="stands_for"
    )
    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["meeting", "id"]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.came_id}"


class Statement(models.Model):
    """What a representative said on a topic, and what became of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="statements")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="statements")
    representative = models.ForeignKey(Representative, models.PROTECT, related_name="statements")
    text = models.TextField("意见")
    adoption = models.CharField("采纳情况", max_length=8, choices=Disposition.choices, blank=True)
    reason = models.CharField("理由", max_length=1000, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["meeting", "topic", "id"]
        constraints = [
            models.CheckConstraint(name="statement_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="statement_answered_with_reason",
                condition=Q(adoption="")
                | (Q(answered_at__isnull=False) & (Q(adoption="adopted") | ~Q(reason=""))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representative_id}: {self.topic_id}"
