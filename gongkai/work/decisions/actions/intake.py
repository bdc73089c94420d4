"""Writes opinions down: numbered without gaps, counted as they come, shown without their author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet

from gongkai.rules.decisions import comment as rules
from gongkai.rules.decisions.periods import is_open
from gongkai.work.decisions.models.consultation import Clause, Consultation, Tally
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.opinion import Opinion, OpinionImport
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.person import Person

_HIDDEN = "***"
_SHORTEST = 2
_REASON = 200


@dataclass(frozen=True)
class Said:
    """One opinion before it is written down. `clause` None is the whole draft."""

    text: str
    channel: str
    said_on: date
    clause: Clause | None = None
    name: str = ""
    contact: str = ""
    secret_hash: str = ""


@dataclass(frozen=True)
class Shown:
    """What the public sees of a text, and why a person must look at it first."""

    text: str
    why: str


def held_decision(decision: Decision) -> Decision:
    """The decision, held against everybody else who disposes of its opinions or sums them up."""
    rows = Decision.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation").get(pk=decision.pk)


def held(consultation: Consultation) -> Consultation:
    """The consultation as it is now; whoever holds it gives the next number."""
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("decision__organisation", "record").get(pk=consultation.pk)


def refuse_closed(consultation: Consultation, at: datetime) -> None:
    """Refused unless opinions are taken in at this very moment."""
    record = consultation.record
    if consultation.opened_at is None or record is None or record.live_id is None:
        raise Refused("consultation_not_public")
    if not is_open(consultation.opened_at, consultation.closes_on, at):
        raise Refused("consultation_over", on=consultation.closes_on)


def take_in(
    consultation: Consultation,
    said: Sequence[Said],
    *,
    at: datetime,
    by: Person | None = None,
    source: OpinionImport | None = None,
) -> list[Opinion]:
    """Write opinions down under the next numbers. The consultation must be held."""
    last = Opinion.objects.filter(consultation=consultation).order_by("-number")
    first = (last.values_list("number", flat=True).first() or 0) + 1
    rows = []
    for number, one in enumerate(said, first):
        seen = shown_of(one.text, one.name, one.contact, day_of(at))
        rows.append(
            Opinion(
                consultation=consultation, number=number, clause=one.clause, channel=one.channel,
                text=one.text, shown=seen.text, is_held=bool(seen.why), held_reason=seen.why,
                said_on=one.said_on, received_at=at, name=one.name, contact=one.contact,
                secret_hash=one.secret_hash, source=source, entered_by=by,
            )
        )  # fmt: skip
    # Not `insert_many`: that one would write sealed fields as they are.
    made = Opinion.objects.bulk_create(rows, batch_size=500)
    _count(consultation, made)
    return made


def shown_of(text: str, name: str, contact: str, today: date) -> Shown:
    """The text with personal data masked, its author's own name among it (条例 第十五条)."""
    found = rules.shown(text, today)
    public = found.text_masked
    for private in (name.strip(), contact.strip()):
        if len(private) >= _SHORTEST:
            public = public.replace(private, _HIDDEN)
    return Shown(public, found.why[:_REASON] if found.held else "")


def count_held(opinion: Opinion, step: int) -> None:
    """One more (1) or one less (-1) that is not shown."""
    _tally(opinion).update(held=F("held") + step)


def _count(consultation: Consultation, made: Sequence[Opinion]) -> None:
    counts = Counter((one.clause_id, one.channel) for one in made)
    kept = Counter((one.clause_id, one.channel) for one in made if one.is_held)
    for (clause, channel), count in counts.items():
        more = kept[clause, channel]
        line = Tally.objects.filter(consultation=consultation, clause=clause, channel=channel)
        if not line.update(count=F("count") + count, held=F("held") + more):
            Tally.objects.create(
                consultation=consultation, clause_id=clause, channel=channel, count=count, held=more
            )


def _tally(opinion: Opinion) -> QuerySet[Tally]:
    return Tally.objects.filter(
        consultation=opinion.consultation_id, clause=opinion.clause_id, channel=opinion.channel
    )
