"""Whether items are kept up to date: what changed, and signed words that there was nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from gongkai.work.journal.models.log import LogEntry
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.catalogue import CatalogueItem


class ItemChange(models.Model):
    """Something under an item was formed or changed and must be published by `due_on`.

    `matter` names a matter within the item that has a term of its own.
    """

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="changes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="item_changes")
    what = models.CharField("形成或变更的内容", max_length=200)
    matter = models.CharField("具体事项", max_length=60, blank=True)
    formed_on = models.DateField("形成或变更日期")
    due_on = models.DateField("法定最后公开日")
    noted_at = models.DateTimeField("登记时间")
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(name="change_says_what", condition=~Q(what="")),
        ]

    def __str__(self) -> str:
        return self.what


class NothingStatement(models.Model):
    """A signed statement that an item has nothing to publish in a period; public and logged."""

    item = models.ForeignKey(CatalogueItem, models.PROTECT, related_name="nothing_statements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="nothing_statements"
    )
    from_on = models.DateField("期间起")
    until_on = models.DateField("期间止")
    reason = models.CharField("说明", max_length=200)
    at = models.DateTimeField("声明时间")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    log_entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation", "from_on"], name="nothing_once_a_period"
            ),
            models.CheckConstraint(
                name="nothing_in_order", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(name="nothing_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.reason
