"""The course of a case: everything that was done, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Event
from gongkai.rules.foi import OUTCOMES
from gongkai.rules.letters import LETTERS
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestEvent
from gongkai.work.foi.queries.case import Dossier, Working

_STOPS = frozenset({"correction_requested", "fee_notified"})
Dated = tuple[datetime, Event]


def timeline(case: Request, dossier: Dossier) -> list[Event]:
    """What was done, the newest last; events of the clock by their legal day."""
    rows: list[Dated] = [(case.submitted_at, _submitted(case))]
    names = {one.party: one.name for one in dossier.consultations}
    rows += [(one.at, _event(one, names)) for one in dossier.events]
    rows += list(_letters(dossier))
    rows += [pair for one in dossier.workings for pair in _working(one)]
    return [event for _, event in sorted(rows, key=lambda pair: pair[0])]


def _submitted(case: Request) -> Event:
    who = case.registered_by.name if case.registered_by else ""
    return Event(
        f"{case.get_channel_display()}申请", case.submitted_at, f"{who}登记" if who else ""
    )


def _event(row: RequestEvent, names: dict[str, str]) -> Event:
    facts = [names.get(row.party, "")]
    if row.days:
        facts.append(f"{row.days} 个工作日")
    if row.until:
        facts.append(f"约定{cn_date(row.until)}答复")
    if row.outcome:
        facts.append(OUTCOMES[row.outcome].name)
    facts += [row.note, f"{row.by.name}登记" if row.by else ""]
    stops = row.kind in _STOPS or row.kind.endswith("_consulted")
    return Event(
        row.get_kind_display(), row.on, "，".join(one for one in facts if one),
        "stop" if stops else "",
    )  # fmt: skip


def _letters(dossier: Dossier) -> Iterator[Dated]:
    """Approvals; that a letter was served is an event of the clock, or stands in the list."""
    for one in dossier.letters:
        if one.approved_at is not None and one.approved_by is not None:
            yield (
                one.approved_at,
                Event(
                    f"批准{letter_name(one)}",
                    one.approved_at,
                    f"{one.approved_by.name}批准，{one.number}",
                ),
            )


def letter_name(one: Letter) -> str:
    """What the letter is called."""
    return LETTERS[one.kind].name


def _working(one: Working) -> Iterator[Dated]:
    who = f"，{one.person}" if one.person else ""
    if one.what == "hand":
        note = f"{one.second}{who}" if one.second else who.lstrip("，")
        yield one.moment, Event(f"交给{one.first}承办", one.moment, note)
    elif one.what == "search":
        yield (
            one.moment,
            Event(f"检索：{one.first}", one.moment, f"检索词“{one.second}”，{one.third}{who}"),
        )
    elif one.what == "assist":
        yield one.moment, Event(f"请{one.first}协办", one.moment, f"{_until(one.day)}{who}")
        if one.answered is not None:
            yield one.answered, Event(f"{one.first}答复协办", one.answered, one.answerer)


def _until(day: date | None) -> str:
    return f"请在{cn_date(day)}前答复" if day is not None else ""


def now_event(at: datetime, said: str) -> Event:
    """The place of today in the course."""
    return Event(said, kind="now", when=f"现在（{timezone.localtime(at):%m月%d日}）")
