"""What happens to a request, as values; the clock is a function of these and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = {
    "received": "收到申请",
    "correction_requested": "告知补正",
    "supplement_received": "收到补正",
    "third_party_consulted": "征求第三方意见",
    "third_party_answered": "第三方答复",
    "agency_consulted": "征求其他机关意见",
    "agency_answered": "其他机关答复",
    "explanation_requested": "要求说明理由",
    "delayed": "约定合理期限",
    "extended": "延期",
    "fee_notified": "发出收费通知",
    "fee_paid": "收到费用",
    "withdrawn": "撤回申请",
    "replied": "答复",
}
_FIELDS = {"event", "on", "days", "outcome", "until", "party", "good_reason"}


class BadEvent(ValueError):
    """An event that cannot be read: its `place`, counted from 1, and what is wrong."""

    def __init__(self, place: int, sentence: str) -> None:
        super().__init__(place, sentence)
        self.place = place
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Event:
    """One event on a day.

    `days`: workdays of an extension, or of the term for a supplement; `until`: the day agreed on
    under article 35; `outcome`: row code of a reply; `party`: whom a consultation concerns, "" if
    there is but one; `good_reason`: a supplement after its term that had a good reason.
    """

    kind: str
    on: date
    days: int | None = None
    outcome: str = ""
    until: date | None = None
    party: str = ""
    good_reason: bool = False


def read_event(row: Any, place: int) -> Event:
    """Return the event of a JSON object as in the contract of `foi_clock`. Raises BadEvent.

    >>> read_event({"event": "extended", "on": "2026-03-10", "days": 20}, 2).days
    20
    """
    if not isinstance(row, Mapping) or "event" not in row or "on" not in row:
        raise BadEvent(place, "应是含有 event 和 on 的对象")
    if unknown := sorted(set(row) - _FIELDS):
        raise BadEvent(place, f"有不认识的项“{unknown[0]}”")
    kind = row["event"]
    if kind not in KINDS:
        raise BadEvent(place, f"没有“{kind}”这种事件")
    return Event(
        kind=kind,
        on=_day(row["on"], place),
        days=_whole(row.get("days"), place),
        outcome=str(row.get("outcome") or ""),
        until=_day(row["until"], place) if row.get("until") else None,
        party=str(row.get("party") or ""),
        good_reason=row.get("good_reason") is True,
    )


def _day(value: Any, place: int) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise BadEvent(place, f"日期“{value}”不对，应写成 2026-02-05") from None


def _whole(value: Any, place: int) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise BadEvent(place, f"天数“{value}”不是整数")
