"""Every kind of letter can be filled and leaves only when whole."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.foi import KINDS, OUTCOMES
from gongkai.rules.letters import (
    CASE,
    CLAUSES,
    LETTERS,
    Flaw,
    Letter,
    UnknownLetter,
    fill,
    find_letter,
    flaws,
    letters_for,
    places_of,
    remedy,
    states_remedy,
    wording_flaws,
)

ALL = sorted(LETTERS.values(), key=lambda one: int(one.code[1:]))
REPLIES = [(one, outcome) for one in ALL for outcome in one.outcomes]
ORGAN = "青禾区人民政府"


def values_for(letter: Letter, outcome: str = "") -> dict[str, str]:
    """A value for every place, each recognisable."""
    names = {*CASE, *letter.must, *(one.name for one in letter.asked), *places_of(letter.text)}
    values = {name: f"填写的{name}内容足够长以说明事实" for name in names}
    clause = next((one for one in CLAUSES.values() if one.row == outcome), CLAUSES["E15"])
    return values | {"条款": clause.text}


def whole(letter: Letter, outcome: str = "") -> tuple[str, dict[str, str]]:
    values = values_for(letter, outcome)
    text = fill(letter.text, values)
    return (f"{text}\n{remedy(outcome, ORGAN)}" if outcome else text), values


@pytest.mark.parametrize("name", ["fill", "kinds", "remedy"])
def test_examples_in_the_docs_hold(name: str) -> None:
    module = import_module(f"gongkai.rules.letters.{name}")
    assert doctest.testmod(module).failed == 0


def test_the_kinds_are_those_of_the_rulebook() -> None:
    assert [one.code for one in ALL] == [f"G{number}" for number in range(1, 22)]
    assert {one.event for one in ALL} <= {"", *KINDS}
    assert {one.to for one in ALL} == {"applicant", "third_party", "agency", "file"}
    with pytest.raises(UnknownLetter):
        find_letter("G22")


def test_every_outcome_has_its_letter() -> None:
    assert {outcome for one in ALL for outcome in one.outcomes} == set(OUTCOMES)
    assert [one.code for one in letters_for("3.2")] == ["G12"]


@pytest.mark.parametrize("letter", ALL, ids=lambda one: one.code)
def test_our_own_wording_leaves_nothing_out(letter: Letter) -> None:
    assert wording_flaws(letter, letter.text) == []


@pytest.mark.parametrize("letter", ALL, ids=lambda one: one.code)
def test_a_changed_wording_must_keep_every_element(letter: Letter) -> None:
    for name in letter.must:
        changed = letter.text.replace(f"{{{name}}}", "")
        assert Flaw("element_left_out", name) in wording_flaws(letter, changed)
    assert wording_flaws(letter, letter.text + "{天气}") == [Flaw("place_unknown", "天气")]


@pytest.mark.parametrize(
    ("letter", "outcome"), REPLIES, ids=[f"{one.code}-{row}" for one, row in REPLIES]
)
def test_a_whole_reply_leaves(letter: Letter, outcome: str) -> None:
    text, values = whole(letter, outcome)
    assert flaws(letter, text, values, outcome=outcome, law="某法第九条") == []
    assert places_of(text) == ()


@pytest.mark.parametrize(
    "letter", [one for one in ALL if not one.outcomes], ids=lambda one: one.code
)
def test_a_whole_letter_leaves(letter: Letter) -> None:
    assert flaws(letter, *whole(letter)) == []


@pytest.mark.parametrize("letter", ALL, ids=lambda one: one.code)
def test_nothing_leaves_with_a_place_open_or_an_element_missing(letter: Letter) -> None:
    outcome = letter.outcomes[0] if letter.outcomes else ""
    for name in letter.must:
        values = values_for(letter, outcome)
        del values[name]
        text = fill(letter.text, values)
        found = flaws(letter, text, values, outcome=outcome, law="某法第九条")
        assert Flaw("place_open", name) in found
        assert Flaw("element_missing", name) in found


@pytest.mark.parametrize("left", ["××××", "XX", "〔〕", "待定", "____"])
def test_what_a_template_leaves_open_is_found(left: str) -> None:
    letter = find_letter("G2")
    text, values = whole(letter)
    assert [one.code for one in flaws(letter, text + left, values)] == ["place_open"]


@pytest.mark.parametrize(("letter", "outcome"), REPLIES, ids=lambda one: str(one)[:8])
def test_a_reply_without_its_remedy_stays(letter: Letter, outcome: str) -> None:
    """T8: 3.3.1 to 3.3.7 must say that reconsideration comes first."""
    text, values = whole(letter, outcome)
    other = "3.1" if OUTCOMES[outcome].reconsideration else "3.3.1"
    wrong = text.replace(remedy(outcome, ORGAN), remedy(other, ORGAN))
    assert flaws(letter, wrong, values, outcome=outcome, law="某法第九条") == [
        Flaw("remedy_missing")
    ]


def test_reconsideration_comes_first_for_what_is_withheld() -> None:
    first = {row for row in OUTCOMES if "应当先" in remedy(row, ORGAN)}
    assert first == {"3.2", *(f"3.3.{number}" for number in range(1, 8))}
    assert all(states_remedy(row, remedy(row, ORGAN)) for row in OUTCOMES)


@pytest.mark.parametrize(
    ("change", "law", "outcome", "flaw"),
    [
        ({"条款": "因为不方便"}, "", "3.3.4", Flaw("clause_unknown", "因为不方便")),
        ({"条款": CLAUSES["E15"].text}, "", "3.3.5", Flaw("clause_of_another_row", "E15")),
        ({"条款": CLAUSES["E14b"].text}, " ", "3.3.2", Flaw("law_missing")),
        ({"不公开理由": "涉密"}, "", "3.3.4", Flaw("reason_too_thin")),
        ({"不公开理由": CLAUSES["E15"].text[22:40]}, "", "3.3.4", Flaw("reason_too_thin")),
    ],
)
def test_what_is_withheld_needs_clause_and_facts(
    change: dict[str, str], law: str, outcome: str, flaw: Flaw
) -> None:
    letter = find_letter("G13")
    values = values_for(letter, "3.3.4") | change
    text = f"{fill(letter.text, values)}\n{remedy(outcome, ORGAN)}"
    assert flaws(letter, text, values, outcome=outcome, law=law) == [flaw]


def test_an_outcome_belongs_to_its_letter() -> None:
    letter = find_letter("G15")
    text, values = whole(letter, "3.4.1")
    assert flaws(letter, text, values, outcome="3.1") == [Flaw("outcome_unfit", "3.1")]


@given(st.text(alphabet="{}申请人文号某a\n", max_size=30))
def test_what_an_applicant_writes_is_never_filled(wish: str) -> None:
    letter = find_letter("G2")
    values = values_for(letter) | {"所需信息": wish or "文件"}
    text = fill(letter.text, values)
    assert values["所需信息"] in text
    codes = {one.code for one in flaws(letter, text, values)}
    assert codes <= {"element_missing"}


def test_crosses_in_the_wish_of_an_applicant_are_theirs() -> None:
    letter = find_letter("G2")
    values = values_for(letter) | {"所需信息": "××路的养护合同"}
    assert flaws(letter, fill(letter.text, values), values) == []
