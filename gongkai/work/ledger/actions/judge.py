"""Writing down the states that the inspection found, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.work.journal.deeds import deed
from gongkai.work.ledger.models.duty import Occurrence, State

_BATCH = 500


@dataclass(frozen=True)
class Verdict:
    """The state of one occurrence and why, in one sentence."""

    occurrence_id: int
    state: str
    explanation: str


def judge(*, verdicts: Iterable[Verdict], at: datetime) -> list[Occurrence]:
    """Write state and explanation of each occurrence; returns those whose state changed."""
    wanted = {one.occurrence_id: one for one in verdicts}
    if unknown := {one.state for one in wanted.values()} - set(State.values):
        raise ValueError(unknown)
    with transaction.atomic():
        rows = list(Occurrence.objects.filter(pk__in=wanted))
        changed = [row for row in rows if row.state != wanted[row.pk].state]
        before = {row.pk: row.state for row in changed}
        reworded = [row for row in rows if _differs(row, wanted[row.pk])]
        for row in reworded:
            row.state, row.explanation = wanted[row.pk].state, wanted[row.pk].explanation
        Occurrence.objects.bulk_update(reworded, ["state", "explanation"], batch_size=_BATCH)
        Occurrence.objects.filter(pk__in=wanted).update(verified_at=at)
        if changed:
            _log(changed, before, at)
    return changed


def _differs(row: Occurrence, verdict: Verdict) -> bool:
    return (row.state, row.explanation) != (verdict.state, verdict.explanation)


def _log(changed: list[Occurrence], before: dict[int, str], at: datetime) -> None:
    with deed("occurrence.judge", by=None, at=at, power=None) as act:
        act.detail = {"changed": [[row.pk, before[row.pk], row.state] for row in changed]}
