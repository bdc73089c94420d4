"""What the pages after a reply show, gathered for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.foi_letters.gates import acts_of
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Clock, Tag
from gongkai.rules.foi.after import CONVERSION, KEEPING, challenge_law, challenge_until
from gongkai.rules.foi.outcomes import Outcome, find_outcome
from gongkai.work.foi.models.ending import Archive, Challenge, Conversion
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_flaws import why_not_archive
from gongkai.work.foi.queries.archive_terms import (
    keep_years,
    review_due,
    review_workdays,
    years_are_default,
)
from gongkai.work.foi.queries.conversion_lists import Alike, alike_to
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may

_RESULT = Challenge.Result
_TAGS = {
    _RESULT.PENDING: Tag("info", "尚未审结"),
    _RESULT.UPHELD: Tag("ok", "结果维持"),
    _RESULT.CORRECTED: Tag("bad", "结果纠正"),
    _RESULT.OTHER: Tag("idle", "其他结果"),
}


@dataclass(frozen=True)
class ChallengeRow:
    """A reconsideration or suit with what is still to be done."""

    challenge: Challenge
    tag: Tag
    answer_clock: Clock | None
    redo_clock: Clock | None
    can_answer: bool
    can_decide: bool


@dataclass(frozen=True)
class Remedy:
    """Until when the applicant may challenge the reply, by the way."""

    label: str
    until: date
    source: str
    is_verified: bool


@dataclass(frozen=True)
class AfterPage:
    """All that follows the reply of one case."""

    case: Request
    outcome: Outcome | None
    conversion: Conversion | None
    conversion_clock: Clock | None
    review_workdays: int
    alike: Alike
    challenges: Sequence[ChallengeRow]
    remedies: Sequence[Remedy]
    archives: Sequence[Archive]
    archive_flaws: Sequence[str]
    keep_years: int
    keep_source: str
    acts: frozenset[str]


def after_page(person: Person, case: Request, on: date) -> AfterPage:
    """Review, challenges and archive of the case, with what is due."""
    conversion = getattr(case, "conversion", None)
    acts = set(acts_of(person, case.organisation, on))
    if may(person, "record.draft", case.organisation, on):
        acts.add("draft")
    return AfterPage(
        case=case,
        outcome=find_outcome(case.outcome) if case.outcome else None,
        conversion=conversion,
        conversion_clock=_conversion_clock(case, conversion, on),
        review_workdays=review_workdays(),
        alike=alike_to(case),
        challenges=[_challenge_row(one, on) for one in _challenges(case)],
        remedies=_remedies(case),
        archives=list(case.archives.select_related("file", "by", "destruction")),
        archive_flaws=[line for one in why_not_archive(case) for line in sentences(one)],
        keep_years=keep_years(),
        keep_source="" if not years_are_default() or KEEPING.verified else KEEPING.source,
        acts=frozenset(acts),
    )


def conversion_source() -> str:
    """Whose number the days of review are, where no law gives it."""
    return "" if CONVERSION.verified else CONVERSION.source


def tag_of(challenge: Challenge) -> Tag:
    """The result of a challenge."""
    return _TAGS[_RESULT(challenge.result)]


def _challenges(case: Request) -> list[Challenge]:
    return list(case.challenges.prefetch_related("papers__file").order_by("id"))


def _conversion_clock(case: Request, conversion: Conversion | None, on: date) -> Clock | None:
    if conversion is None:
        return clock_until(on, review_due(case.ended_on)) if case.ended_on else None
    record = conversion.record
    is_public = record is not None and record.live_id is not None
    return clock_until(on, conversion.due_on) if conversion.due_on and not is_public else None


def _challenge_row(one: Challenge, on: date) -> ChallengeRow:
    pending = one.result == _RESULT.PENDING
    waits = one.answered_on is None and pending
    answer = clock_until(on, one.answer_due_on) if one.answer_due_on and waits else None
    redo = clock_until(on, one.redo_due_on) if one.redo_due_on and not one.redone_on else None
    return ChallengeRow(one, tag_of(one), answer, redo, waits, pending)


def _remedies(case: Request) -> list[Remedy]:
    """Only a reply can be challenged so; a suit comes after where reconsideration comes first."""
    if case.ended_on is None or not case.outcome:
        return []
    first = find_outcome(case.outcome).reconsideration
    kinds = [Challenge.Kind.RECONSIDERATION] + ([] if first else [Challenge.Kind.DIRECT])
    return [
        Remedy(
            label=Challenge.Kind(kind).label,
            until=challenge_until(kind, case.ended_on),
            source=challenge_law(kind).source,
            is_verified=challenge_law(kind).verified,
        )
        for kind in kinds
    ]
