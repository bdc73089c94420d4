"""What the data of decisions says: terms, lists, and the facts that the gates ask for."""

from __future__ import annotations

import doctest
from dataclasses import fields
from datetime import date

import pytest

from gongkai.rules.decisions import asked, facts, law, phases
from gongkai.rules.decisions.gates import Facts, Phase, UnknownFact, facts_from
from gongkai.rules.decisions.law import LAW, TERMS, cited


@pytest.mark.parametrize("module", [law, facts, phases, asked], ids=lambda one: one.__name__)
def test_examples_in_the_docs_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # parametrized modules


def test_terms_stand_in_the_articles_that_set_them() -> None:
    of_713 = {
        name: (term.count, term.unit, term.source)
        for name, term in TERMS.items()
        if term.source.startswith(LAW)
    }
    assert of_713 == {
        "comment_days": (30, "days", cited("第十五条")),
        "hearing_paper_days": (7, "days", cited("第十六条")),
        "legality_workdays": (7, "workdays", cited("第二十六条")),
    }
    review = TERMS["normative_legality_workdays"]
    assert (review.count, review.most) == (5, 15)
    assert not TERMS["feedback_workdays"].verified


def test_lists_of_the_law_have_their_codes() -> None:
    assert [one.code for one in law.SCOPES] == [
        "public_policy", "planning", "resources", "project", "other",
    ]  # fmt: skip
    assert [one.code for one in law.EXCLUSIONS] == ["macro", "legislation", "emergency"]
    assert [one.code for one in law.CHANNELS] == [
        "portal", "new_media", "press", "reading_place", "newspaper", "radio_tv", "on_site",
    ]  # fmt: skip
    assert [one.code for one in law.INTAKE] == [
        "portal", "letter", "phone", "meeting", "visit", "survey", "new_media", "email",
    ]  # fmt: skip


def test_every_fact_is_a_question_of_a_phase() -> None:
    assert [one.name for one in fields(Facts)] == list(asked.QUESTIONS)
    assert {question.phase for question in asked.QUESTIONS.values()} == set(Phase)


def test_facts_are_read_from_what_is_stored() -> None:
    assert facts_from(
        {
            "start_started_on": "2026-03-02",
            "start_undertakers": ["青禾区财政局"],
            "public_closed": True,
            "experts_count": 3,
            "party_reported_on": None,
        }
    ) == Facts(
        start_started_on=date(2026, 3, 2),
        start_undertakers=("青禾区财政局",),
        public_closed=True,
        experts_count=3,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("started_on", "2026-03-02"),
        ("start_started_on", "3月2日"),
        ("start_started_on", 20260302),
        ("public_closed", "false"),
        ("experts_count", True),
        ("start_undertakers", "青禾区财政局"),
        ("draft_legal_basis", 1),
    ],
)
def test_a_stored_fact_of_another_type_is_not_guessed(name: str, value: object) -> None:
    with pytest.raises(UnknownFact) as caught:
        facts_from({name: value})
    assert caught.value.name == name
