"""What one document does to another: interprets, amends, repeals, replaces or implements it."""

from __future__ import annotations

from django.db import models

from gongkai.rules.document import RELATIONS
from gongkai.work.records.models.record import Record, Version


class Relation(models.Model):
    """Part of what a version says, and so of what its reviewers pass; frozen with it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="relations")
    kind = models.CharField("关系", max_length=12, choices=list(RELATIONS.items()))
    target = models.ForeignKey(
        Record, models.PROTECT, related_name="mentions", verbose_name="关联文件"
    )

    class Meta:
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "target"], name="relation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target}"
