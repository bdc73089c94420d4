"""A request, who asked, and what happens to it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.rules.foi import KINDS, OUTCOMES
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.seal import SealedField
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class Request(models.Model):
    """One request for information. What its clock says follows from its events alone.

    `state`, `due_on`, `outcome`, `ended_on` and `lapses_on` repeat for lists what `rules.foi` last
    said of the events; the action `restate` keeps them, and a test holds them equal. `received_on`
    is None until the day of receipt is certain (第三十一条). The applicant follows the case by
    `number` and a secret of which only the hash is kept.
    """

    class Channel(models.TextChoices):
        ONLINE = "online", "网上提交"
        EMAIL = "email", "电子邮件"
        FAX = "fax", "传真"
        COUNTER = "counter", "当面提交"
        REGISTERED = "registered", "挂号信或快递"
        PLAIN = "plain", "平信"
        ORAL = "oral", "口头提出，工作人员代填"

    class Form(models.TextChoices):
        ELECTRONIC = "electronic", "电子文本"
        PAPER = "paper", "纸质"
        INSPECTION = "inspection", "查阅、抄录"

    class Way(models.TextChoices):
        ONLINE = "online", "网上查看"
        EMAIL = "email", "电子邮件"
        POST = "post", "邮寄"
        PICKUP = "pickup", "自行领取"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="requests")
    number = models.CharField("编号", max_length=40, unique=True)
    channel = models.CharField("提交方式", max_length=12, choices=Channel.choices)
    submitted_at = models.DateTimeField("提交时间")
    received_on = models.DateField("收到日期", null=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    wanted = models.TextField("所需政府信息的名称、文号或者其他特征")
    document_number = models.CharField("文号", max_length=60, blank=True)
    form = models.CharField("提供形式", max_length=12, choices=Form.choices)
    way = models.CharField("获取方式", max_length=12, choices=Way.choices)
    needs_help = models.BooleanField("需要协助", default=False)
    state = models.CharField("状态", max_length=24, blank=True, db_index=True)
    due_on = models.DateField("到期日", null=True)
    outcome = models.CharField("答复类型", max_length=8, blank=True)
    ended_on = models.DateField("办结日期", null=True)
    # The last day of what is waited for; after it the state changes by itself.
    lapses_on = models.DateField(null=True)
    holder = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="requests_held", verbose_name="承办人"
    )
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated")
    # Registered for another body of the district, to which the applicant agreed (第三十六条第五项).
    transferred_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="transfers"
    )
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.CheckConstraint(name="request_wants_something", condition=~Q(wanted="")),
            models.CheckConstraint(
                name="request_outcome_known",
                condition=Q(outcome="") | Q(outcome__in=list(OUTCOMES)),
            ),
            models.CheckConstraint(
                name="request_is_not_its_own_part", condition=~Q(split_from=F("id"))
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "due_on"], name="request_by_clock"),
            models.Index(fields=["organisation", "-submitted_at"], name="request_newest"),
            models.Index(fields=["received_on", "ended_on"], name="request_by_year"),
            models.Index(fields=["lapses_on"], name="request_by_lapse"),
            models.Index(fields=["holder", "state", "due_on"], name="request_by_holder"),
            models.Index(
                F("organisation"),
                F("ended_on").desc(),
                F("id").desc(),
                name="request_ended_last",
                condition=Q(ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Applicant(models.Model):
    """Who asked. All that identifies is sealed; `likeness` only tells that two are the same.

    `kind` is the column of table 3 of the annual report.
    """

    class Kind(models.TextChoices):
        NATURAL = "natural", "公民"
        COMPANY = "company", "商业企业"
        RESEARCH = "research", "科研机构"
        WELFARE = "welfare", "社会公益组织"
        LEGAL = "legal", "法律服务机构"
        OTHER = "other", "其他组织"

    request = models.OneToOneField(Request, models.PROTECT, related_name="applicant")
    kind = models.CharField("申请人类别", max_length=12, choices=Kind.choices)
    name = SealedField("姓名或者名称")
    identity_kind = models.CharField("证件类型", max_length=20, blank=True)
    identity = SealedField("证件号码", blank=True, default="")
    contact = SealedField("联系人", blank=True, default="")
    phone = SealedField("联系电话", blank=True, default="")
    email = SealedField("电子邮箱", blank=True, default="")
    address = SealedField("通信地址", blank=True, default="")
    likeness = models.CharField(max_length=64, db_index=True, blank=True)
    erased_at = models.DateTimeField("到期删除时间", null=True)

    class Meta:
        ordering = ["request"]

    def __str__(self) -> str:
        return self.get_kind_display()


class RequestEvent(models.Model):
    """Something that happened to a request, in the words of `rules.foi`; added, never changed."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="events")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("事件", max_length=24, choices=list(KINDS.items()))
    on = models.DateField("日期")
    days = models.PositiveSmallIntegerField("工作日", null=True)
    until = models.DateField("约定日期", null=True)
    outcome = models.CharField("答复类型", max_length=8, blank=True)
    party = models.CharField("对方", max_length=40, blank=True)
    good_reason = models.BooleanField("有正当理由", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "order"]
        constraints = [
            models.UniqueConstraint(fields=["request", "order"], name="event_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"


class RequestFile(models.Model):
    """A file that belongs to a case: what the applicant sent, what was found, what was given."""

    class Role(models.TextChoices):
        APPLICATION = "application", "申请材料"
        SUPPLEMENT = "supplement", "补正材料"
        FOUND = "found", "检索到的信息"
        REDACTED = "redacted", "遮盖后的信息"
        GIVEN = "given", "提供给申请人"
        ANSWER = "answer", "第三方或其他机关的答复"
        PROOF = "proof", "送达凭证"

    request = models.ForeignKey(Request, models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    role = models.CharField("用途", max_length=12, choices=Role.choices)
    made_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="redactions")
    at = models.DateTimeField("加入时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "id"]

    def __str__(self) -> str:
        return self.file.name
