"""What the public sees. Rows are added by one action and never changed."""

from __future__ import annotations

from django.db import models

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record, Version


class Publication(models.Model):
    """One version made public at one moment of the server's clock, with its place in the log.

    `due_on` is the legal last day (条例 第二十六条: 20 workdays from formation), None where the
    day of formation is not known. `marks` are codes that stay for ever (rules/document/marks.py):
    published late, dates that do not fit, dates changed afterwards, taken over from elsewhere.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="publications")
    version = models.OneToOneField(Version, models.PROTECT, related_name="publication")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")
    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="publications")
    index_number = models.CharField("索引号", max_length=60, db_index=True)
    title = models.CharField("标题", max_length=200)
    published_at = models.DateTimeField("发布时间")
    published_on = models.DateField("发布日期")
    formed_on = models.DateField("形成或变更日期")
    due_on = models.DateField("法定最后公开日", null=True)
    is_late = models.BooleanField("超期公开", default=False)
    marks = models.JSONField("标记", default=list)
    content_hash = models.CharField(max_length=64)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    log_entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "published_on"], name="publication_by_org"),
            models.Index(fields=["item", "published_on"], name="publication_by_item"),
            models.Index(fields=["-published_at", "-id"], name="publication_newest"),
            models.Index(
                fields=["item", "-published_at", "-id"], name="publication_newest_of_item"
            ),
            models.Index(
                fields=["organisation", "-published_at", "-id"], name="publication_newest_of_org"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WithdrawalRequest(models.Model):
    """Somebody asks that a publication be taken back; another person decides, or declines.

    `kind` is a code of rules/data/withdrawal.toml, `since_on` the day from which its term runs
    where that is not the day of asking. Requests of one person and moment for the versions of one
    record belong together.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="withdrawal_requests")
    kind = models.CharField("撤回类别", max_length=16, blank=True)
    since_on = models.DateField("起算日期", null=True)
    reason = models.CharField("撤回原因", max_length=300)
    at = models.DateTimeField("申请时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    declined_at = models.DateTimeField("不同意时间", null=True)
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answer = models.CharField("不同意理由", max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.reason


class Withdrawal(models.Model):
    """Why a publication is no longer public; its address answers 410 with this."""

    request = models.OneToOneField(
        WithdrawalRequest, models.PROTECT, null=True, related_name="withdrawal"
    )
    publication = models.OneToOneField(Publication, models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField("撤回时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField("撤回原因", max_length=300)
    log_entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.reason
