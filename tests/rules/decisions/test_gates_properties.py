"""What holds for the gates whatever is known of a decision."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.asked import QUESTIONS
from gongkai.rules.decisions.gates import (
    Facts,
    Flags,
    Phase,
    lacks,
    next_phase,
    passable,
    road,
)
from gongkai.rules.decisions.law import CHANNELS, KINDS, PAPERS
from tests.rules.decisions.build import ALL, ON, WHOLE

KIND = st.sampled_from(KINDS)
FLAGS = st.builds(Flags, *[st.booleans()] * len(fields(Flags)))
NAMES = [one.name for one in fields(Facts)]
VALUES: dict[str, st.SearchStrategy[object]] = {
    "date | None": st.none() | st.integers(0, 300).map(lambda n: date(2026, 2, 1) + timedelta(n)),
    "bool | None": st.sampled_from([None, True, False]),
    "int | None": st.none() | st.integers(0, 3),
    "str": st.sampled_from(["", "甲", "乙"]),
    "tuple[str, ...]": st.sampled_from([(), ("甲",), ("甲", "乙")]),
}
OWN: dict[str, st.SearchStrategy[object]] = {
    "public_channels": st.sets(st.sampled_from([one.code for one in CHANNELS])).map(tuple),
    "deliberation_papers": st.sets(st.sampled_from([one.code for one in PAPERS])).map(tuple),
    "risk_level": st.sampled_from(["", "controllable", "uncontrollable"]),
    "competition_result": st.sampled_from(["", "pass", "fail"]),
    "legality_result": st.sampled_from(["", "lawful", "changes", "unlawful", "exploratory"]),
    "registration_number": st.sampled_from(["", "QHPR-2026-0010001", "青登1号"]),
}
CHANGES = {one.name: OWN.get(one.name, VALUES[str(one.type)]) for one in fields(Facts)}


@st.composite
def known_facts(draw: st.DrawFn) -> Facts:
    """The whole facts with up to four of them changed: all anew would never leave the first."""
    names = draw(st.sets(st.sampled_from(NAMES), max_size=4))
    return replace(WHOLE, **{name: draw(CHANGES[name]) for name in sorted(names)})


@given(KIND, FLAGS, known_facts())
def test_no_phase_is_passed_whose_predecessor_lacks_something(
    kind: str, flags: Flags, facts: Facts
) -> None:
    way, passed = road(kind, flags), passable(kind, flags, facts, ON)
    assert passed == way[: len(passed)]
    assert [phase for phase in passed if lacks(phase, kind, flags, facts, ON)] == []
    stop = next_phase(kind, flags, passed)
    assert stop is None or lacks(stop, kind, flags, facts, ON)


@given(KIND, FLAGS, known_facts(), st.sampled_from(NAMES))
def test_taking_away_a_fact_never_leads_further(
    kind: str, flags: Flags, facts: Facts, name: str
) -> None:
    # These contradict each other: "nobody else is concerned", and whom was asked and what came of
    # it; "no evaluation", and its day. Taking one away mends that.
    contradicted = facts.draft_none_concerned is True and name.startswith("draft_")
    if contradicted or (name == "evaluate_evaluated_on" and facts.evaluate_not_needed_reason):
        return
    less = replace(facts, **{name: getattr(Facts(), name)})
    assert len(passable(kind, flags, less, ON)) <= len(passable(kind, flags, facts, ON))


REQUIRED = [
    (kind, name)
    for kind in KINDS
    for name, question in QUESTIONS.items()
    if question.lack
    and question.only in ("", kind)
    and question.when != "exempt"
    and question.phase in road(kind, ALL)
]


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_each_required_fact_stops_the_decision_at_its_gate(kind: str, name: str) -> None:
    less = replace(WHOLE, **{name: getattr(Facts(), name)})
    way = road(kind, ALL)
    at = way.index(Phase(QUESTIONS[name].phase))
    assert passable(kind, ALL, less, ON) == way[:at]


@given(KIND, FLAGS, FLAGS)
def test_answers_only_add_phases(kind: str, one: Flags, other: Flags) -> None:
    both = Flags(
        **{
            field.name: getattr(one, field.name) or getattr(other, field.name)
            for field in fields(Flags)
        }
    )
    assert set(road(kind, one)) | set(road(kind, other)) == set(road(kind, both))


@given(FLAGS, known_facts())
def test_no_draft_passes_the_meeting_without_consultation_risk_and_review(
    flags: Flags, facts: Facts
) -> None:
    """第十四、十五、二十四、二十五条, asked anew from the facts."""
    if Phase.DELIBERATION not in passable("major", flags, facts, ON):
        return
    assert facts.legality_result in ("lawful", "changes", "exploratory")
    assert flags.public_exempt or (
        facts.public_opens_on is not None
        and facts.public_closes_on is not None
        and (
            (facts.public_closes_on - facts.public_opens_on).days >= 30
            or facts.public_short_reason != ""
        )
    )
    assert not flags.has_risk or facts.risk_report_on is not None


@given(KIND, FLAGS, known_facts(), st.integers(0, 300))
def test_a_later_day_never_leads_less_far(kind: str, flags: Flags, facts: Facts, days: int) -> None:
    before, after = ON, ON + timedelta(days)
    assert len(passable(kind, flags, facts, before)) <= len(passable(kind, flags, facts, after))
