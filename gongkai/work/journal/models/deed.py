"""What was done, by whom, when; rows are only ever added."""

from __future__ import annotations

from django.db import models

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


class Deed(models.Model):
    """One act. `by` is empty for what the machine did by itself."""

    at = models.DateTimeField("时间")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    verb = models.CharField("行为", max_length=40)
    kind = models.CharField("对象类别", max_length=40)
    object_id = models.CharField("对象", max_length=60)
    detail = models.JSONField("内容", default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="deed_by_object")]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.object_id}"
