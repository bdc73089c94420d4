"""The provable log of publications: an append-only Merkle log after RFC 9162."""

from __future__ import annotations

from django.db import models


class LogEntry(models.Model):
    """One leaf. `frontier` lets the next entry be appended without reading the others."""

    sequence = models.PositiveBigIntegerField("序号", unique=True)
    at = models.DateTimeField("写入时间")
    kind = models.CharField("类别", max_length=20)
    payload = models.TextField("内容（规范化 JSON）")
    leaf_hash = models.CharField(max_length=64)
    root_hash = models.CharField(max_length=64)
    frontier = models.JSONField(default=list)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"
