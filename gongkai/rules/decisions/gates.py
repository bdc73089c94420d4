"""Whether a decision may leave a phase: all that is missing at once, and how far it may have come.

Nothing here is stored: what may be done follows from the facts and the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.rules.decisions.asked import remarked
from gongkai.rules.decisions.checks import CHECKS, Case, not_given, out_of_order
from gongkai.rules.decisions.facts import Facts as Facts
from gongkai.rules.decisions.facts import UnknownFact as UnknownFact
from gongkai.rules.decisions.facts import facts_from as facts_from
from gongkai.rules.decisions.lack import Lack as Lack
from gongkai.rules.decisions.law import NORMATIVE, TERMS
from gongkai.rules.decisions.law import UnknownKind as UnknownKind
from gongkai.rules.decisions.periods import (
    COMMENT_DAYS,
    chinese_day,
    filing_due,
    interpretation_due,
    is_short,
    legality_latest,
    period_days,
)
from gongkai.rules.decisions.phases import GATES as GATES
from gongkai.rules.decisions.phases import Flags as Flags
from gongkai.rules.decisions.phases import Gate as Gate
from gongkai.rules.decisions.phases import Phase as Phase
from gongkai.rules.decisions.phases import gate_of as gate_of
from gongkai.rules.decisions.phases import next_phase as next_phase
from gongkai.rules.decisions.phases import road as road
from gongkai.rules.document import REGISTRATION_PATTERN
from gongkai.rules.workdays import is_workday, workday_from


def lacks(
    phase: Phase,
    kind: str,
    flags: Flags,
    facts: Facts,
    on: date,
    *,
    pattern: str = REGISTRATION_PATTERN,
) -> tuple[Lack, ...]:
    """Return all that is missing or wrong for leaving that phase on the day `on`.

    A phase that is not on the road lacks nothing. What an earlier phase lacks is not said again:
    ask `passable`. In a year without holiday notice working days are counted provisionally.
    `pattern` is the form of 登记号 of the place. Raises UnknownKind. Source:
    重大行政决策程序暂行条例 第十条 至 第三十六条; 国办发〔2018〕37号 and 115号 (unverified).
    """
    if phase not in road(kind, flags):
        return ()
    case = Case(phase, kind, flags, facts, on, pattern)
    own = CHECKS.get(phase)
    found = (*not_given(case), *(own(case) if own else ()), *out_of_order(case))
    return tuple(dict.fromkeys(found))


def remarks(phase: Phase, kind: str, flags: Flags, facts: Facts, on: date) -> tuple[Lack, ...]:
    """Return what is worth saying about a phase and holds nothing up. Raises UnknownKind.

    Codes "period_short_reasoned", "closes_on_rest_day", "legality_long", "interpretation_late",
    "filing_late": what cannot be undone is said, not asked for. Source: as `lacks`; 民法典
    第二百零三条.
    """
    if phase not in road(kind, flags):
        return ()
    if phase == Phase.PUBLIC and not flags.public_exempt:
        return tuple(_on_period(kind, facts))
    if phase == Phase.LEGALITY and kind == NORMATIVE:
        return tuple(_on_review(facts, on))
    if phase == Phase.ISSUE and not flags.public_exempt:
        return tuple(_on_interpretation(kind, facts, on))
    return tuple(_on_filing(kind, facts, on)) if phase == Phase.FILING else ()


def may_leave(
    phase: Phase,
    kind: str,
    flags: Flags,
    facts: Facts,
    on: date,
    *,
    pattern: str = REGISTRATION_PATTERN,
) -> bool:
    """True if nothing is missing for leaving the phase. Raises UnknownKind."""
    return not lacks(phase, kind, flags, facts, on, pattern=pattern)


def passable(
    kind: str, flags: Flags, facts: Facts, on: date, *, pattern: str = REGISTRATION_PATTERN
) -> tuple[Phase, ...]:
    """Return the phases from the beginning of the road whose gates all hold. Raises UnknownKind.

    So no draft comes to the meeting without consultation, review and what else its flags ask for.
    Source: as `lacks`.
    """
    passed: list[Phase] = []
    for phase in road(kind, flags):
        if not may_leave(phase, kind, flags, facts, on, pattern=pattern):
            break
        passed.append(phase)
    return tuple(passed)


def _on_period(kind: str, facts: Facts) -> Iterator[Lack]:
    opens_on, closes_on = facts.public_opens_on, facts.public_closes_on
    if opens_on is None or closes_on is None or closes_on <= opens_on:
        return
    if is_short(opens_on, closes_on) and facts.public_short_reason.strip():
        days = period_days(opens_on, closes_on)
        yield remarked("period_short_reasoned", kind, days=days, needed=COMMENT_DAYS)
    if not is_workday(closes_on, provisional=True):
        moved = chinese_day(workday_from(closes_on, provisional=True))
        yield remarked("closes_on_rest_day", kind, closes=chinese_day(closes_on), next=moved)


def _on_review(facts: Facts, on: date) -> Iterator[Lack]:
    if facts.legality_sent_on is None:
        return
    latest = legality_latest(facts.legality_sent_on, provisional=True)
    if (facts.legality_returned_on or on) > latest:
        most = TERMS["normative_legality_workdays"].most
        yield remarked("legality_long", NORMATIVE, most=most, latest=chinese_day(latest))


def _on_interpretation(kind: str, facts: Facts, on: date) -> Iterator[Lack]:
    if facts.issue_published_on is None:
        return
    due = interpretation_due(facts.issue_published_on, provisional=True)
    if (facts.issue_interpretation_published_on or on) > due:
        yield remarked("interpretation_late", kind, due=chinese_day(due))


def _on_filing(kind: str, facts: Facts, on: date) -> Iterator[Lack]:
    if facts.issue_issued_on is None:
        return
    due = filing_due(facts.issue_issued_on, provisional=True)
    if (facts.filing_filed_on or on) > due:
        yield remarked("filing_late", kind, due=chinese_day(due))
