"""What the dossier shows of a decision on each day of its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.decisions.gates import Flags
from gongkai.rules.decisions.law import KINDS, SLOTS, UnknownKind
from gongkai.rules.decisions.slots import Slot, SlotFacts, slots_of

D = date
SEVEN = ["draft", "explanation", "background", "opinions", "adoption", "attendance", "result"]
CODES = [slot.code for slot in SLOTS]
ALL = Flags(has_risk=True, needs_experts=True)
DATED = SlotFacts(
    opens_on=D(2023, 7, 3),
    closes_on=D(2023, 8, 2),
    held_on=D(2023, 9, 15),
    attended=True,
    issued_on=D(2023, 9, 22),
)
DRAFTED = frozenset({"draft", "explanation", "background"})


def slot(code: str, facts: SlotFacts, on: date, kind: str = "major", flags: Flags = ALL) -> Slot:
    (found,) = [one for one in slots_of(kind, flags, facts, on) if one.code == code]
    return found


def test_seven_slots_always_and_others_when_flagged() -> None:
    on = D(2023, 7, 1)
    assert [one.code for one in slots_of("major", Flags(), SlotFacts(), on)] == SEVEN
    assert [one.code for one in slots_of("major", ALL, SlotFacts(), on)] == [*SEVEN, "risk", "experts"]  # fmt: skip # noqa: E501
    evaluated = SlotFacts(evaluated_on=on)
    assert [one.code for one in slots_of("major", Flags(), evaluated, on)] == [*SEVEN, "effect"]
    linked = SlotFacts(linked=frozenset({"experts"}))
    assert [one.code for one in slots_of("major", Flags(), linked, on)] == [*SEVEN, "experts"]
    with pytest.raises(UnknownKind):
        slots_of("minor", ALL, SlotFacts(), on)


def test_a_normative_document_shows_attendance_only_if_people_attended() -> None:
    on = D(2023, 9, 20)
    without = [one for one in SEVEN if one != "attendance"]
    facts = replace(DATED, attended=None)
    assert [one.code for one in slots_of("normative", Flags(), facts, on)] == without
    assert [one.code for one in slots_of("normative", Flags(), DATED, on)] == SEVEN


@pytest.mark.parametrize(
    ("code", "on", "linked", "state", "due_on"),
    [
        ("draft", D(2023, 7, 2), (), "not_due", D(2023, 7, 3)),
        ("draft", D(2023, 7, 3), (), "missing", D(2023, 7, 3)),
        ("draft", D(2023, 7, 3), ("draft",), "linked", None),
        ("background", D(2023, 7, 3), (), "missing", D(2023, 7, 3)),
        ("opinions", D(2023, 7, 2), (), "not_due", D(2023, 8, 2)),
        ("opinions", D(2023, 7, 3), (), "running", D(2023, 8, 2)),
        ("opinions", D(2023, 8, 2), ("opinions",), "running", D(2023, 8, 2)),
        ("opinions", D(2023, 8, 3), (), "missing", D(2023, 8, 2)),
        ("opinions", D(2023, 8, 3), ("opinions",), "linked", None),
        ("attendance", D(2023, 9, 14), (), "not_due", D(2023, 9, 15)),
        ("attendance", D(2023, 9, 15), (), "missing", D(2023, 9, 15)),
        ("result", D(2023, 9, 21), (), "not_due", D(2023, 9, 22)),
        ("result", D(2023, 9, 22), (), "missing", D(2023, 9, 22)),
        ("risk", D(2023, 9, 21), (), "not_due", D(2023, 9, 22)),
        ("experts", D(2023, 9, 22), (), "missing", D(2023, 9, 22)),
        ("adoption", D(2023, 9, 21), (), "not_due", None),
        ("adoption", D(2023, 9, 22), ("result",), "not_due", D(2023, 10, 12)),
        ("adoption", D(2023, 10, 12), ("result",), "not_due", D(2023, 10, 12)),
        ("adoption", D(2023, 10, 13), ("result",), "missing", D(2023, 10, 12)),
        ("adoption", D(2023, 10, 13), ("adoption",), "linked", None),
    ],
)
def test_when_a_slot_is_due(
    code: str, on: date, linked: tuple[str, ...], state: str, due_on: date | None
) -> None:
    found = slot(code, replace(DATED, linked=frozenset(linked)), on)
    assert (found.state, found.due_on) == (state, due_on)


def test_what_is_missing_says_why() -> None:
    assert slot("adoption", DATED, D(2023, 10, 13)).why == (
        "文件 2023年9月22日 出台，应当在 2023年10月12日 以前公开，已经逾期。"
    )
    assert slot("draft", DATED, D(2023, 7, 5)).why == (
        "2023年7月3日已经开始征求意见，应当公开，还没有公开。"
    )
    assert slot("result", SlotFacts(), D(2023, 7, 5)).why == "文件出台时公开，时间还没有确定。"


def test_a_decision_without_consultation_owes_its_draft_once_issued() -> None:
    facts = SlotFacts(issued_on=D(2023, 9, 22))
    on = D(2023, 9, 25)
    assert [slot(code, facts, on).state for code in ("draft", "opinions", "attendance")] == [
        "missing", "missing", "not_due",
    ]  # fmt: skip


def test_a_meeting_without_the_public_says_why() -> None:
    on = D(2023, 9, 20)
    alone = replace(DATED, attended=False)
    assert slot("attendance", alone, on).state == "missing"
    found = slot("attendance", replace(alone, not_attended_reason="议题涉及商业秘密。"), on)
    assert (found.state, found.due_on, found.why) == (
        "none", None, "没有公众代表列席：议题涉及商业秘密。",
    )  # fmt: skip
    assert slot("attendance", replace(DATED, attended=None), on).state == "missing"


def test_what_may_not_be_public_is_not_missing() -> None:
    flags = Flags(public_exempt=True)
    facts = replace(DATED, exempt_reason="政府信息公开条例第十四条")
    found = slots_of("major", flags, facts, D(2023, 12, 1))
    assert [one.state for one in found] == ["none"] * 7
    assert found[0].why == "依法不予公开：政府信息公开条例第十四条。"


def test_a_term_in_a_year_without_holiday_notice_says_so() -> None:
    found = slot("adoption", SlotFacts(issued_on=D(2026, 12, 25)), D(2026, 12, 28))
    assert (found.state, found.due_on) == ("not_due", D(2027, 1, 11))
    assert found.why == (
        "文件 2026年12月25日 出台，2027年1月11日（该年放假安排还没有公布，日期可能变动） 以前公开。"
    )


DAY = st.none() | st.dates(D(2023, 1, 1), D(2026, 12, 31))
FACTS = st.builds(
    SlotFacts,
    linked=st.frozensets(st.sampled_from(CODES)),
    opens_on=DAY,
    closes_on=DAY,
    held_on=DAY,
    attended=st.sampled_from([None, True, False]),
    not_attended_reason=st.sampled_from(["", "议题涉密"]),
    issued_on=DAY,
    evaluated_on=DAY,
)
FLAGS = st.builds(Flags, *[st.booleans()] * 6)


@given(st.sampled_from(KINDS), FLAGS, FACTS, st.dates(D(2023, 1, 1), D(2026, 12, 31)))
def test_states_are_what_their_day_says(
    kind: str, flags: Flags, facts: SlotFacts, on: date
) -> None:
    for one in slots_of(kind, flags, facts, on):
        assert one.why.endswith("。")
        if one.state == "missing":
            assert one.code not in facts.linked
            assert one.due_on is not None
            assert one.due_on <= on
        if one.state == "not_due" and one.due_on is not None:
            assert on <= one.due_on
        if one.state == "linked":
            assert one.code in facts.linked


@given(st.sampled_from(KINDS), FLAGS, FACTS, st.dates(D(2023, 1, 1), D(2026, 12, 31)))
def test_nothing_is_missing_once_all_is_linked(
    kind: str, flags: Flags, facts: SlotFacts, on: date
) -> None:
    found = slots_of(kind, flags, replace(facts, linked=frozenset(CODES)), on)
    assert {one.state for one in found} <= {"linked", "running"}
