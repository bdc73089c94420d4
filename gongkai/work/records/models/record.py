"""A document on its way to the public: the record and its versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.files.models import StoredFile
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem


class Record(models.Model):
    """One piece of information. `current` is the version being worked on, `live` the public one."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        RETURNED = "returned", "已退回"
        FIRST = "first", "待一审"
        SECOND = "second", "待二审"
        FINAL = "final", "待三审"
        BATCH = "batch", "随批次待审"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤回"
        DISCARDED = "discarded", "已作废"

    # What can still be written on as it is, and what will never be public as it is.
    WRITABLE = frozenset({State.DRAFT, State.RETURNED})
    GONE = frozenset({State.DISCARDED, State.WITHDRAWN})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="records")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    index_number = models.CharField("索引号", max_length=60, unique=True, null=True)
    occurrence = models.ForeignKey(
        Occurrence, models.PROTECT, null=True, related_name="records", verbose_name="对应本期应办"
    )
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    live = models.ForeignKey("Publication", models.PROTECT, null=True, related_name="+")
    source_key = models.CharField("来源标识", max_length=200, unique=True, null=True)
    created_at = models.DateTimeField("起草时间")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="published_record_has_its_publication",
                condition=~Q(state="published") | Q(live__isnull=False, index_number__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_record_is_not_live", condition=~Q(state="withdrawn") | Q(live=None)
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="record_by_state")]

    def __str__(self) -> str:
        return self.index_number or f"草稿 {self.pk}"

    @property
    def is_writable(self) -> bool:
        """True for a draft, and for what came back from a review."""
        return self.state in self.WRITABLE

    @property
    def is_gone(self) -> bool:
        """True for what was given up or taken back: another record may take its place."""
        return self.state in self.GONE


class Version(models.Model):
    """What a record says. Submitting freezes it; a frozen version never changes again.

    `matter` names a matter within the item that has a term of its own; `covers_from` is the first
    day of the period of the item that it tells of; `facts` are the fields that a column asks for,
    by their codes (the guide: address, telephone…). `change_note` says why a published record is
    corrected. `first_public_on` and `first_address` are what another system says about documents
    taken over from it; nothing here proves them.
    """

    class Openness(models.TextChoices):
        PROACTIVE = "proactive", "主动公开"
        ON_REQUEST = "on_request", "依申请公开"
        WITHHELD = "withheld", "不予公开"

    record = models.ForeignKey(Record, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    item = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, related_name="+", verbose_name="目录事项"
    )
    title = models.CharField("标题", max_length=200)
    document_number = models.CharField("发文字号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=80, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("形成或变更日期", null=True, blank=True)
    theme = models.CharField("主题分类", max_length=60, blank=True)
    document_kind = models.CharField("公文种类", max_length=20, blank=True)
    openness = models.CharField(
        "公开属性", max_length=12, choices=Openness.choices, default=Openness.PROACTIVE
    )
    withheld_reason = models.CharField("不公开理由", max_length=200, blank=True)
    effective_on = models.DateField("实施日期", null=True, blank=True)
    expires_on = models.DateField("失效日期", null=True, blank=True)
    registration_number = models.CharField("登记号", max_length=40, blank=True)
    keywords = models.JSONField("关键词", default=list)
    summary = models.CharField("内容概述", max_length=300, blank=True)
    matter = models.CharField("具体事项", max_length=60, blank=True)
    covers_from = models.DateField("所属期间", null=True, blank=True)
    facts = models.JSONField("要素", default=dict)
    change_note = models.CharField("更正说明", max_length=300, blank=True)
    first_public_on = models.DateField("原公开日期", null=True, blank=True)
    first_address = models.CharField("原网址", max_length=300, blank=True)
    body_html = models.TextField("正文", blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    screening = models.JSONField("筛查结果", default=list)
    drafted_at = models.DateTimeField("最后修改时间")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("送审时间", null=True)

    class Meta:
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="version_once"),
            models.CheckConstraint(
                name="frozen_version_has_its_hash",
                condition=Q(frozen_at=None) | ~Q(content_hash=""),
            ),
        ]
        indexes = [
            models.Index(fields=["document_number"], name="version_by_document_number"),
            models.Index(
                fields=["registration_number"],
                name="version_by_registration",
                condition=~Q(registration_number=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file that belongs to a version. `inline` ones are pictures inside the body."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField("次序")
    inline = models.BooleanField("正文图片", default=False)

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="attachment_order_once"),
        ]

    def __str__(self) -> str:
        return self.file.name


class Drafter(models.Model):
    """Everybody who ever wrote on a record; none of them may review it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="drafters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], name="drafter_once"),
        ]

    def __str__(self) -> str:
        return self.person.name
