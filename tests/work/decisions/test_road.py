"""The road of a decision: proposed, answered, written down, passed gate by gate, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import answer as answers
from gongkai.work.decisions.actions import propose as proposals
from gongkai.work.decisions.actions import steps
from gongkai.work.decisions.actions.terms import reopen
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.decision import Decision, Step, StepFile
from gongkai.work.decisions.queries.facts import known_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, department, moment
from tests.work.decisions import consult_scene
from tests.work.decisions.road_scene import (
    CLOSED,
    DONE,
    EARLY,
    FACTS,
    NO,
    SPRING,
    answered,
    consulting,
    drafted,
    fresh,
    heard,
    on_road,
    passed,
    proposal,
    proposed,
    settle,
    walked,
    written,
)
from tests.work.records.world import World, refused_for, world

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


def said(act: Callable[[], object]) -> list[str]:
    """Every reason: the sentence of a gate, else the code."""
    with pytest.raises(Refused) as refused:
        act()
    return [str(one.values.get("sentence", one.code)) for one in refused.value.reasons]


def last_deed() -> Deed:
    return Deed.objects.order_by("-pk")[0]


def test_codes_follow_without_gaps_within_the_year(here: World) -> None:
    found = [proposed(here, kind=kind).code for kind in ("major", "normative", "major")]
    assert found == ["2026-01", "2026-02", "2026-03"]
    assert proposed(here, moment(date(2027, 1, 4)), planned_on=date(2027, 5, 1)).code == "2027-01"
    with pytest.raises(Refused):
        proposed(here, title="")
    assert proposed(here).code == "2026-04"


def test_a_major_decision_is_proposed_and_a_document_begins(here: World) -> None:
    major, document = proposed(here), proposed(here, kind="normative", is_trial=True)
    assert (major.state, major.phase, major.scope) == ("proposed", "start", "public_policy")
    assert (document.state, document.phase, document.scope) == ("on_road", "start", "")
    assert (major.is_trial, document.is_trial) == (False, True)
    one = last_deed()
    assert (one.verb, one.detail) == (
        "decision.propose", {"code": document.code, "kind": "normative"},
    )  # fmt: skip


def test_a_proposal_is_refused_with_all_that_is_wrong(here: World) -> None:
    wrong = {"title": " ", "background": "", "scope": "macro", "planned_on": date(2026, 1, 1)}
    assert refused_for(lambda: proposed(here, **wrong)) == [
        "decision_title_unfit", "decision_without_background", "decision_scope_unknown",
        "decision_planned_past",
    ]  # fmt: skip
    assert Decision.objects.count() == 0


def test_nobody_proposes_for_another_department(here: World) -> None:
    stranger = clerk(department("qtj", "其他局"))
    other = World(here.organisation, stranger, *here.reviewers, here.item)
    assert refused_for(lambda: proposed(other)) == ["no_power"]


def test_what_the_list_names_is_not_edited(here: World) -> None:
    one = proposed(here)
    changed = proposals.edit(
        decision=one, proposal=proposal(title="新名称"), by=here.clerk, at=EARLY
    )
    assert changed.title == "新名称"
    Decision.objects.filter(pk=one.pk).update(state="on_road")
    kept = proposal(title="新名称", background="补充背景")
    assert (
        proposals.edit(decision=one, proposal=kept, by=here.clerk, at=EARLY).background
        == "补充背景"
    )
    assert refused_for(
        lambda: proposals.edit(decision=one, proposal=proposal(), by=here.clerk, at=EARLY)
    ) == ["decision_is_listed"]


def test_a_decision_does_not_leave_its_start_unanswered(here: World) -> None:
    one = consult_scene.decision(here, phase="start")
    found = said(lambda: steps.pass_step(decision=one, phase=Phase.START, by=here.clerk, at=SPRING))
    assert found == [
        *["question_unanswered"] * 5,
        "没有填写决策建议研究论证的日期；请先研究论证，再报请启动（重大行政决策程序暂行条例第十条）。",
        "没有填写决定启动的日期；请报决策机关决定启动后填写（重大行政决策程序暂行条例第十条）。",
    ]
    assert not Step.objects.filter(passed_at__isnull=False).exists()


def test_the_road_follows_from_the_answers(here: World) -> None:
    one = on_road(here)
    passed(here, one, Phase.START)
    assert fresh(one).phase == "draft"
    passed(here, one, Phase.DRAFT)
    settle_all = heard(here, fresh(one))
    passed(here, settle_all, Phase.PUBLIC, CLOSED)
    assert fresh(one).phase == "legality"
    changed = answered(here, fresh(one), CLOSED, has_risk=True)
    assert changed.phase == "risk"
    passed(here, changed, Phase.RISK, CLOSED)
    assert fresh(one).phase == "legality"
    assert refused_for(lambda: answered(here, fresh(one), CLOSED)) == ["answers_drop_passed"]


def test_answers_are_logged_as_they_change(here: World) -> None:
    one = proposed(here)
    answers.answer(decision=one, answers={"has_risk": True}, by=here.clerk, at=EARLY)
    assert last_deed().detail == {"has_risk": [None, True]}
    assert refused_for(
        lambda: answers.answer(
            decision=one, answers={"public_exempt": True}, by=here.clerk, at=EARLY
        )
    ) == ["exempt_without_basis"]
    with pytest.raises(TypeError):
        answers.answer(decision=one, answers={"title": True}, by=here.clerk, at=EARLY)


def test_exemption_is_not_changed_once_people_were_asked(here: World) -> None:
    made = consulting(here)
    assert refused_for(
        lambda: answered(here, made.decision, public_exempt=True, exempt_reason="保密法")
    ) == ["exempt_after_consultation"]


def test_what_is_written_is_typed_and_stays_until_it_is_passed(here: World) -> None:
    one = on_road(here)
    step = written(here, one, Phase.START)
    assert step.facts == {
        "start_proposal_studied_on": "2026-03-02",
        "start_started_on": "2026-03-05",
    }
    passed(here, one, Phase.START)
    assert refused_for(lambda: written(here, one, Phase.START)) == ["step_passed"]
    # A later phase may be prepared; one that is not on the road may not.
    written(here, one, Phase.LEGALITY)
    assert refused_for(lambda: written(here, one, Phase.RISK)) == ["step_not_on_road"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("draft_legal_basis", 5),
        ("draft_evaluated_on", "2026-02-30"),
        ("draft_consulted", ["局"] * 61),
        ("draft_none_concerned", "yes"),
        ("draft_legal_basis", "长" * 5001),
    ],
)
def test_facts_of_another_type_are_refused(here: World, name: str, value: object) -> None:
    one = fresh(proposed(here, kind="normative"))
    assert refused_for(
        lambda: steps.write_step(
            decision=one, phase=Phase.DRAFT, facts={name: value}, by=here.clerk, at=SPRING
        )
    ) == ["fact_unfit"]


@pytest.mark.parametrize(
    "name", ["public_closes_on", "draft_evaluated_on", "start_lead", "nonsense"]
)
def test_nobody_types_what_is_not_asked(here: World, name: str) -> None:
    one, phase = on_road(here), Phase(name.partition("_")[0]) if "_" in name else Phase.START
    assert refused_for(
        lambda: steps.write_step(
            decision=one, phase=phase, facts={name: "2026-03-01"}, by=here.clerk, at=SPRING
        )
    ) == ["fact_not_asked"]


def test_a_form_that_is_older_than_the_step_is_refused(here: World) -> None:
    one = on_road(here)
    seen = steps.seen_of(None)
    written(here, one, Phase.START)
    assert refused_for(
        lambda: steps.write_step(
            decision=one, phase=Phase.START, facts={}, by=here.clerk, at=SPRING, seen=seen
        )
    ) == ["step_changed_meanwhile"]
    known = known_of(fresh(one)).steps["start"]
    steps.write_step(
        decision=one, phase=Phase.START, facts={}, by=here.clerk, at=SPRING,
        seen=steps.seen_of(known),
    )  # fmt: skip
    assert known_of(fresh(one)).steps["start"].facts == {}


def test_papers_are_kept_and_taken_away_until_the_phase_is_passed(here: World) -> None:
    one = on_road(here)

    def attached(name: str, data: bytes = PNG) -> StepFile:
        return steps.attach(
            decision=one, phase=Phase.START, file_name=name, data=data, by=here.clerk, at=SPRING
        )

    first, second = attached("论证.png"), attached("启动.png")
    assert refused_for(lambda: attached("坏.exe")) == ["step_paper_kind"]
    steps.detach(paper=first, by=here.clerk, at=SPRING)
    assert last_deed().detail == {"name": "论证.png"}
    passed(here, one, Phase.START)
    assert refused_for(lambda: steps.detach(paper=second, by=here.clerk, at=SPRING)) == [
        "step_passed"
    ]
    assert refused_for(lambda: attached("晚.png")) == ["step_passed"]


def test_the_public_is_asked_by_a_consultation_and_nothing_typed(here: World) -> None:
    one = drafted(here)
    found = said(
        lambda: steps.pass_step(decision=one, phase=Phase.PUBLIC, by=here.clerk, at=CLOSED)
    )
    assert found[0] == (
        "没有公开征求意见的开始日期；请发布征求意见公告（重大行政决策程序暂行条例第十五条）。"
    )
    made = consulting(here, one)
    consult_scene.said(made)
    during = said(
        lambda: steps.pass_step(
            decision=one, phase=Phase.PUBLIC, by=here.clerk, at=consult_scene.AT
        )
    )
    assert during == [
        "征求意见到 2026年9月21日 24 时才截止；请等期限届满（重大行政决策程序暂行条例第十五条）。",
        "还有 1 条意见没有研究处理；请逐条写明采纳情况（重大行政决策程序暂行条例第十八条）。",
    ]


def test_a_passed_step_keeps_what_was_known(here: World) -> None:
    one = heard(here)
    step = passed(here, one, Phase.PUBLIC, CLOSED)
    assert step.facts == {
        "public_opens_on": "2026-08-20",
        "public_closes_on": "2026-09-21",
        "public_short_reason": "",
        "public_channels": ["new_media", "newspaper"],
        "public_draft_published": True,
        "public_explanation_published": True,
        "public_how_to_reply": True,
        "public_closed": True,
        "public_opinions_open": 0,
    }
    assert (step.passed_at, step.passed_by) == (CLOSED, here.clerk)
    assert last_deed().detail == {"phase": "public", "next": "legality"}


def test_a_passed_step_does_not_change_even_in_the_database(here: World) -> None:
    one = on_road(here)
    passed(here, one, Phase.START)
    rows = Step.objects.filter(decision=one, phase="start")
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(facts={})
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=one.pk).delete()


def test_nothing_is_deliberated_while_the_public_speaks(here: World) -> None:
    one = walked(here, Phase.DELIBERATION)
    written(here, one, Phase.DELIBERATION, DONE)
    round_ = Consultation.objects.get(decision=one)
    reopen(
        consultation=round_, closes_on=date(2026, 11, 25), reason="补充征求", by=here.clerk, at=DONE
    )
    consult_scene.said(consult_scene.Scene(here, one, round_), "再说一句关于夜间收费的意见", DONE)
    assert refused_for(
        lambda: steps.pass_step(decision=one, phase=Phase.DELIBERATION, by=here.clerk, at=DONE)
    ) == ["consultation_running", "opinions_undisposed"]
    settle(here, round_, DONE)
    assert refused_for(
        lambda: steps.pass_step(decision=one, phase=Phase.DELIBERATION, by=here.clerk, at=DONE)
    ) == ["consultation_running"]


def test_an_unlawful_draft_does_not_come_to_the_meeting(here: World) -> None:
    one = walked(here, Phase.LEGALITY)
    written(
        here, one, Phase.LEGALITY, DONE, legality_returned_on=date(2026, 9, 28),
        legality_result="unlawful",
    )  # fmt: skip
    found = said(
        lambda: steps.pass_step(decision=one, phase=Phase.LEGALITY, by=here.clerk, at=DONE)
    )
    assert len(found) == 2
    assert refused_for(
        lambda: steps.pass_step(decision=one, phase=Phase.DELIBERATION, by=here.clerk, at=DONE)
    ) == ["step_elsewhere"]


def test_the_whole_road_is_walked_to_its_end(here: World) -> None:
    one = walked(here, Phase.EVALUATE)
    assert (one.state, one.phase) == ("on_road", "evaluate")
    passed(here, one, Phase.EVALUATE, DONE)
    done = fresh(one)
    assert (done.state, done.phase) == ("done", "")
    assert [step.phase for step in done.steps.order_by("pk") if step.passed_at] == [
        "start", "draft", "public", "legality", "deliberation", "party", "issue", "archive",
        "evaluate",
    ]  # fmt: skip
    verbs = Deed.objects.filter(verb="decision.pass_step", organisation=here.organisation)
    assert verbs.count() == 9
    assert refused_for(
        lambda: steps.end(decision=done, reason="不办了", by=here.clerk, at=DONE)
    ) == ["decision_elsewhere"]


def test_what_is_not_public_needs_its_basis_and_no_consultation(here: World) -> None:
    one = consult_scene.decision(here, phase="start")
    answered(here, one, public_exempt=True, exempt_reason="保守国家秘密法第十三条")
    for phase in (Phase.START, Phase.DRAFT, Phase.PUBLIC):
        passed(here, fresh(one), phase)
    assert fresh(one).phase == "legality"
    assert Step.objects.get(decision=one, phase="public").facts == {
        "public_exempt_reason": "保守国家秘密法第十三条"
    }


def test_a_decision_ends_with_a_reason_and_a_proposal_is_taken_back(here: World) -> None:
    one, other = on_road(here), proposed(here)
    assert refused_for(lambda: steps.end(decision=one, reason=" ", by=here.clerk, at=EARLY)) == [
        "decision_without_reason"
    ]
    assert steps.end(decision=one, reason="条件变化", by=here.clerk, at=EARLY).state == "ended"
    assert steps.end(decision=other, reason="暂不办", by=here.clerk, at=EARLY).state == "declined"
    assert refused_for(lambda: written(here, one, Phase.START)) == ["decision_elsewhere"]


def test_a_stranger_does_nothing_on_the_road(here: World) -> None:
    one, stranger = on_road(here), clerk(department("qtj", "其他局"))
    acts = [
        lambda: answers.answer(decision=one, answers=NO, by=stranger, at=EARLY),
        lambda: steps.write_step(
            decision=one, phase=Phase.START, facts=FACTS[Phase.START], by=stranger, at=EARLY
        ),
        lambda: steps.pass_step(decision=one, phase=Phase.START, by=stranger, at=EARLY),
        lambda: steps.end(decision=one, reason="不办", by=stranger, at=EARLY),
        lambda: steps.attach(
            decision=one, phase=Phase.START, file_name="a.png", data=PNG, by=stranger, at=EARLY
        ),
    ]
    assert [refused_for(act) for act in acts] == [["no_power"]] * 5
