"""Which gates stand on the road of a decision, and under which article."""

from __future__ import annotations

import pytest

from gongkai.rules.decisions.gates import Flags, Phase, UnknownKind, gate_of, next_phase, road
from gongkai.rules.decisions.law import MAJOR, NORMATIVE
from tests.rules.decisions.build import ALL

EXEMPT = Flags(public_exempt=True)


def test_the_road_of_a_major_decision() -> None:
    short = "start draft public legality deliberation party issue archive evaluate"
    assert road(MAJOR, Flags()) == tuple(map(Phase, short.split()))
    whole = (
        "start draft public hearing experts risk competition legality deliberation party issue "
        "archive evaluate"
    )
    assert road(MAJOR, ALL) == tuple(map(Phase, whole.split()))
    assert road(MAJOR, EXEMPT) == road(MAJOR, Flags())


def test_the_road_of_a_normative_document() -> None:
    short = "start draft public legality deliberation registration issue filing archive evaluate"
    assert road(NORMATIVE, Flags()) == tuple(map(Phase, short.split()))
    with pytest.raises(UnknownKind):
        road("minor", Flags())


def test_gates_are_cited_by_kind() -> None:
    major, own = gate_of(Phase.LEGALITY, MAJOR), gate_of(Phase.LEGALITY, NORMATIVE)
    assert (major.title, major.article, major.verified) == (
        "合法性审查", "重大行政决策程序暂行条例第二十五条至第二十八条", True,
    )  # fmt: skip
    assert (own.title, own.article, own.verified) == ("合法性审核", "国办发〔2018〕115号", False)
    hearing = gate_of(Phase.HEARING, NORMATIVE)
    assert hearing.article == "参照重大行政决策程序暂行条例第十六条、第十七条"


def test_the_next_phase_is_the_first_that_is_not_done() -> None:
    assert next_phase(MAJOR, Flags(), ()) is Phase.START
    assert next_phase(MAJOR, Flags(), (Phase.START, Phase.DRAFT)) is Phase.PUBLIC
