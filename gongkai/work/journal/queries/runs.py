"""What the worker has done."""

from __future__ import annotations

from gongkai.work.journal.models.run import Run


def last_finished() -> Run | None:
    """The run that ended last, whatever it came to."""
    return Run.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
