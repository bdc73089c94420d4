"""The basic catalogue (主动公开基本目录) as its editions: official columns, row by row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem


class Edition(models.Model):
    """One edition of the basic catalogue. An adopted one never changes again."""

    class State(models.TextChoices):
        DRAFT = "draft", "编制中"
        ADOPTED = "adopted", "已施行"

    number = models.PositiveSmallIntegerField("版次", unique=True)
    title = models.CharField("名称", max_length=120)
    note = models.CharField("修订说明", max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField("编制时间")
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField("施行时间", null=True)
    adopted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)
    log_entry = models.OneToOneField(LogEntry, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="adopted_edition_is_logged",
                condition=Q(state="draft") | (Q(log_entry__isnull=False) & ~Q(content_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"


class Row(models.Model):
    """One row in the columns of the national standard table (国办发〔2019〕54号).

    `code` is the same through all editions and is that of the catalogue item that an adopted row
    becomes. `channels` are codes of rules/data; those in `channels_must` are ■, the others □.
    """

    class Audience(models.TextChoices):
        ALL = "all", "全社会"
        GROUP = "group", "特定群体"

    class Mode(models.TextChoices):
        PROACTIVE = "proactive", "主动"
        ON_REQUEST = "on_request", "依申请"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rows")
    code = models.CharField("代码", max_length=20)
    order = models.PositiveSmallIntegerField("序号")
    field = models.CharField("领域", max_length=20, blank=True)
    column = models.ForeignKey(
        CatalogueItem, models.PROTECT, null=True, related_name="+", verbose_name="所属栏目"
    )
    first = models.CharField("一级事项", max_length=80)
    second = models.CharField("二级事项", max_length=120, blank=True)
    content = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据")
    limit_text = models.CharField("公开时限", max_length=60)
    publishers_text = models.CharField("公开主体", max_length=200)
    publishers = models.ManyToManyField(Organisation, related_name="+", blank=True)
    channels = models.JSONField("公开渠道和载体", default=list)
    channels_must = models.JSONField("必选渠道", default=list)
    audience = models.CharField("公开对象", max_length=8, choices=Audience.choices, blank=True)
    audience_group = models.CharField("特定群体", max_length=80, blank=True)
    mode = models.CharField("公开方式", max_length=12, choices=Mode.choices, blank=True)
    at_county = models.BooleanField("县级", default=False)
    at_town = models.BooleanField("乡、村级", default=False)

    class Meta:
        ordering = ["edition", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="row_once_an_edition"),
            models.UniqueConstraint(fields=["edition", "order"], name="row_order_once"),
        ]

    def __str__(self) -> str:
        return self.second or self.first
