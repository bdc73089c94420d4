"""Signed tree heads of the provable log; rows are only ever added."""

from __future__ import annotations

from django.db import models

from gongkai.rules.transparency_log import ALGORITHMS


class TreeHead(models.Model):
    """Size and root of the log at one moment, signed. An old head convicts a rewritten log."""

    size = models.PositiveBigIntegerField("条数", unique=True)
    root_hash = models.CharField("根指纹", max_length=64)
    at = models.DateTimeField("签名时间")
    algorithm = models.CharField("散列算法", max_length=10, choices=[(a, a) for a in ALGORITHMS])
    public_key = models.CharField("公钥", max_length=64)
    signature = models.CharField("签名", max_length=128)

    class Meta:
        ordering = ["-size"]
        constraints = [
            models.CheckConstraint(name="tree_head_of_something", condition=models.Q(size__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.root_hash[:12]}"
