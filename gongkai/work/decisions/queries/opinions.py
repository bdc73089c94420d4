"""Lists of opinions, read backwards from a number, so that long ones cost what short ones do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.opinion import Disposition, Opinion, OpinionGroup

PAGE = 20
DESK_PAGE = 50
OPEN = "open"
"""The filter for opinions that nobody has disposed of."""


@dataclass(frozen=True)
class Slice:
    """Some opinions, the newest first; `after` is the number from which the next ones are older."""

    rows: Sequence[Opinion]
    after: int | None


@dataclass(frozen=True)
class Want:
    """What a clerk wants to see; "" and None leave everything. `clause` "whole" is the draft."""

    channel: str = ""
    clause: str = ""
    disposition: str = ""
    held: bool = False
    group: int | None = None


def shown_on(consultation: Consultation, clause: Clause | None, before: int | None) -> Slice:
    """What the public reads on a clause, or on the whole draft. One query."""
    rows = Opinion.objects.filter(is_held=False)
    if clause is None:
        rows = rows.filter(consultation=consultation, clause=None)
    else:
        rows = rows.filter(clause=clause)
    public = rows.only("number", "shown", "said_on", "channel", "consultation_id")
    return _slice(public, before, PAGE)


def listed(consultation: Consultation, want: Want, before: int | None) -> Slice:
    """What the desk lists. One query, with what a row needs."""
    rows = Opinion.objects.filter(consultation=consultation)
    if want.channel:
        rows = rows.filter(channel=want.channel)
    if want.clause == "whole":
        rows = rows.filter(clause=None)
    elif want.clause:
        rows = rows.filter(clause__key=want.clause)
    if want.disposition == OPEN:
        rows = rows.filter(disposition="")
    elif want.disposition in Disposition.values:
        rows = rows.filter(disposition=want.disposition)
    if want.held:
        rows = rows.filter(is_held=True)
    if want.group is not None:
        rows = rows.filter(group=want.group)
    related = rows.select_related("clause", "group", "disposed_by").defer("name", "contact")
    return _slice(related, before, DESK_PAGE)


def opinion_of(consultation: Consultation, number: int) -> Opinion | None:
    """One opinion with all that belongs to it."""
    rows = Opinion.objects.filter(consultation=consultation, number=number)
    related = ("clause", "group", "disposed_by", "entered_by", "source__file")
    found = rows.select_related(*related).first()
    if found is not None:
        found.consultation = consultation
    return found


def alone(opinion: Opinion) -> bool:
    """True if it is disposed of by itself: in no group that a person confirmed."""
    return opinion.group is None or opinion.group.state == OpinionGroup.State.SUGGESTED


def answered_before(rows: QuerySet[Opinion], before: tuple[int, int] | None, most: int) -> Answers:
    """Opinions of all rounds in their order after (round, number), for the feedback page."""
    ordered = rows.select_related("clause", "consultation").order_by("consultation", "number")
    if before is not None:
        later = Q(consultation__gt=before[0]) | Q(consultation=before[0], number__gt=before[1])
        ordered = ordered.filter(later)
    found = list(ordered.defer("name", "contact", "text")[: most + 1])
    last = found[most - 1] if len(found) > most else None
    return Answers(found[:most], (last.consultation_id, last.number) if last else None)


@dataclass(frozen=True)
class Answers:
    """Some answered opinions, and after which one the next page begins."""

    rows: Sequence[Opinion]
    after: tuple[int, int] | None


def _slice(rows: QuerySet[Opinion], before: int | None, most: int) -> Slice:
    older = rows if before is None else rows.filter(number__lt=before)
    found = list(older.order_by("-number")[: most + 1])
    return Slice(found[:most], found[most - 1].number if len(found) > most else None)
