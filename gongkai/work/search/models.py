"""What is searched: the live publications, cut into passages. All of it can be made anew."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record


class Generation(models.Model):
    """One making of the whole index. The active one is searched while the next one is made.

    `slot` says in which of the two index tables its passages stand, `fingerprint` how their text
    was cut, `sequence` up to which entry of the log it knows what is public.
    """

    slot = models.PositiveSmallIntegerField("存放位置", unique=True)
    fingerprint = models.CharField("切分方式", max_length=60)
    sequence = models.BigIntegerField("已索引到日志第几条", default=-1)
    passages = models.PositiveIntegerField("段落数", default=0)
    is_active = models.BooleanField("使用中", default=False)
    made_at = models.DateTimeField("开始建立")
    caught_up_at = models.DateTimeField("最近更新", null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="index_slot_known", condition=Q(slot__in=[0, 1])),
            models.UniqueConstraint(
                fields=["is_active"], condition=Q(is_active=True), name="one_active_generation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}（{self.fingerprint}）"


class Document(models.Model):
    """A live publication in the index: what lists, facets and the ranking need of it.

    `about` is text in normal writing that finds every passage of it (who, what kind, under which
    item); `keys` are its numbers, `marks` what readers narrow by, as they stand in the index.
    """

    generation = models.ForeignKey(Generation, models.CASCADE, related_name="documents")
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="+")
    index_number = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    number_code = models.CharField("机关代字", max_length=20, blank=True)
    number_year = models.PositiveSmallIntegerField("年份", null=True)
    number_serial = models.PositiveIntegerField("序号", null=True)
    document_kind = models.CharField(max_length=20, blank=True)
    is_binding = models.BooleanField("规范性文件", default=False)
    published_on = models.DateField()
    effective_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    about = models.TextField(blank=True)
    keys = models.JSONField(default=list)
    marks = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["generation", "record"], name="document_once"),
        ]
        indexes = [
            models.Index(
                fields=["number_code", "number_year", "number_serial"], name="document_by_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    """A stretch of a document's text; its id is its name in the index and never given again."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    keys = models.JSONField(default=list)

    class Meta:
        ordering = ["document", "order"]

    def __str__(self) -> str:
        return self.text[:30]
