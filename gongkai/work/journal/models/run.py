"""Periodic jobs: each due time is one row, so that it runs once and is seen to have run."""

from __future__ import annotations

from django.db import models


class Run(models.Model):
    """One due run of a job; failed runs keep their error and are tried again."""

    kind = models.CharField("任务", max_length=40)
    due_at = models.DateTimeField("应运行时间")
    started_at = models.DateTimeField("开始", null=True)
    finished_at = models.DateTimeField("完成", null=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    last_error = models.TextField("错误", blank=True)

    class Meta:
        ordering = ["-due_at", "kind"]
        constraints = [models.UniqueConstraint(fields=["kind", "due_at"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d %H:%M}"
