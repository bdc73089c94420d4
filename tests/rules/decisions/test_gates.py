"""What each gate lets through and what it says, one row per article and edge."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.rules.decisions import law
from gongkai.rules.decisions.gates import (
    Facts,
    Flags,
    Phase,
    lacks,
    may_leave,
    next_phase,
    passable,
    remarks,
    road,
)
from tests.rules.decisions.build import ALL, ON, WHOLE, known

MAJOR, NORMATIVE = law.MAJOR, law.NORMATIVE
EXEMPT = Flags(public_exempt=True)
TRIAL = Flags(trial=True)


def codes(phase: Phase, kind: str, flags: Flags, given: Facts, on: date = ON) -> list[str]:
    return [lack.code for lack in lacks(phase, kind, flags, given, on)]


def test_the_whole_road_is_passable_on_both_roads() -> None:
    for kind in law.KINDS:
        assert passable(kind, ALL, WHOLE, ON) == road(kind, ALL)
        assert next_phase(kind, ALL, road(kind, ALL)) is None


def test_nothing_known_says_all_that_is_missing_at_once() -> None:
    assert codes(Phase.START, MAJOR, Flags(), Facts()) == [
        "start_proposal_studied_on", "start_started_on", "start_undertakers",
    ]  # fmt: skip
    assert codes(Phase.PUBLIC, MAJOR, Flags(), Facts()) == [
        "public_opens_on", "public_closes_on", "public_draft_published",
        "public_explanation_published", "public_how_to_reply", "channels", "opinions_uncounted",
    ]  # fmt: skip
    assert passable(MAJOR, Flags(), Facts(), ON) == ()


def test_a_phase_off_the_road_lacks_nothing() -> None:
    assert codes(Phase.RISK, MAJOR, Flags(), Facts()) == []
    assert codes(Phase.PARTY, NORMATIVE, Flags(), Facts()) == []


P, M, N = Phase, MAJOR, NORMATIVE
D = date


@pytest.mark.parametrize(
    ("phase", "kind", "flags", "changed", "expected"),
    [
        (P.START, M, ALL, {"start_lead": ""}, ["lead"]),
        (P.START, M, ALL, {"start_lead": "青禾区财政局"}, ["lead"]),
        (P.START, M, ALL, {"start_lead": "", "start_undertakers": ("青禾区公安局",)}, []),
        (P.START, N, ALL, {"start_proposal_studied_on": None}, []),
        (P.DRAFT, M, ALL, {"draft_legal_basis": "  "}, ["draft_legal_basis"]),
        (P.DRAFT, M, ALL, {"draft_consulted": ()}, ["not_consulted"]),
        (
            P.DRAFT, M, ALL,
            {
                "draft_consulted": (),
                "draft_none_concerned": True,
                "draft_disagreements_settled": None,
            },
            [],
        ),
        (P.DRAFT, M, ALL, {"draft_disagreements_settled": None}, ["disagreement_unknown"]),
        (P.DRAFT, M, ALL, {"draft_disagreements_settled": False}, ["disagreement_note"]),
        (
            P.DRAFT, M, ALL,
            {"draft_disagreements_settled": False, "draft_disagreement_note": "费用由谁承担"},
            [],
        ),
        (P.DRAFT, M, ALL, {"draft_evaluated_on": None}, []),
        (P.DRAFT, N, ALL, {"draft_evaluated_on": None}, ["draft_evaluated_on"]),
        # 第十五条: 29 days are too few, 30 are enough.
        (P.PUBLIC, M, ALL, {"public_closes_on": D(2026, 6, 30)}, ["period_short"]),
        (P.PUBLIC, M, ALL, {"public_closes_on": D(2026, 7, 1)}, []),
        (
            P.PUBLIC, M, ALL,
            {"public_closes_on": D(2026, 6, 11), "public_short_reason": "汛期将至"},
            [],
        ),
        (P.PUBLIC, M, ALL, {"public_closes_on": D(2026, 6, 1)}, ["period_order"]),
        (P.PUBLIC, M, ALL, {"public_closes_on": ON}, ["period_running"]),
        (P.PUBLIC, M, ALL, {"public_closes_on": D(2026, 11, 19)}, []),
        (P.PUBLIC, M, ALL, {"public_closed": False}, ["not_closed"]),
        (P.PUBLIC, M, ALL, {"public_opinions_open": 3}, ["opinions_open"]),
        (P.PUBLIC, M, ALL, {"public_channels": ("portal", "press")}, ["channels"]),
        (P.PUBLIC, M, ALL, {"public_channels": ("press", "press")}, ["channels"]),
        (P.PUBLIC, M, ALL, {"public_channels": ("press", "carrier_pigeon")}, ["channels"]),
        (P.PUBLIC, M, EXEMPT, {"public_opens_on": None}, ["public_exempt_reason"]),
        (
            P.PUBLIC, M, EXEMPT,
            {"public_opens_on": None, "public_exempt_reason": "政府信息公开条例第十四条"},
            [],
        ),
        # 第十六条: seven days, not six.
        (P.HEARING, M, ALL, {"hearing_papers_sent_on": D(2026, 6, 25)}, ["hearing_papers"]),
        (P.HEARING, M, ALL, {"hearing_announced_on": D(2026, 7, 1)}, ["date_same"]),
        (P.HEARING, M, ALL, {"hearing_record_signed": False}, ["hearing_record_signed"]),
        (P.EXPERTS, M, ALL, {"experts_count": 0}, ["experts_count"]),
        (P.EXPERTS, M, ALL, {"experts_independent": False}, ["experts_independent"]),
        (P.RISK, M, ALL, {"risk_level": "uncontrollable"}, ["risk_uncontrollable"]),
        (P.RISK, M, ALL, {"risk_level": "uncontrollable", "risk_draft_changed": True}, []),
        (P.RISK, M, ALL, {"risk_level": ""}, ["risk_level"]),
        (P.RISK, M, ALL, {"risk_points": "", "risk_plan": ""}, ["risk_points", "risk_plan"]),
        (P.COMPETITION, M, ALL, {"competition_result": "fail"}, ["competition_fail"]),
        (P.COMPETITION, M, ALL, {"competition_result": ""}, ["competition_unknown"]),
        # 第二十六条: sent on Monday 6 July, given back not before Wednesday 15 July.
        (P.LEGALITY, M, ALL, {"legality_returned_on": D(2026, 7, 14)}, ["legality_hasty"]),
        (P.LEGALITY, N, ALL, {"legality_returned_on": D(2026, 7, 13)}, []),
        (P.LEGALITY, N, ALL, {"legality_returned_on": D(2026, 7, 10)}, ["legality_hasty"]),
        (P.LEGALITY, N, ALL, {"legality_returned_on": D(2026, 7, 31)}, []),
        (P.LEGALITY, M, ALL, {"legality_result": "unlawful"}, ["legality_unlawful"]),
        (P.LEGALITY, M, ALL, {"legality_result": ""}, ["legality_unknown"]),
        (P.LEGALITY, M, ALL, {"legality_result": "changes"}, ["legality_unchanged"]),
        (P.LEGALITY, M, ALL, {"legality_result": "changes", "legality_changed": True}, []),
        (P.LEGALITY, M, ALL, {"legality_result": "exploratory"}, ["legality_risk"]),
        (
            P.LEGALITY, M, ALL,
            {"legality_result": "exploratory", "legality_risk_stated": "可能被认为设定了新的义务"},
            [],
        ),
        (P.LEGALITY, M, ALL, {"public_closes_on": D(2026, 7, 6)}, ["date_same"]),
        (P.LEGALITY, M, EXEMPT, {"public_closes_on": D(2026, 7, 6)}, []),
        (P.LEGALITY, M, ALL, {"risk_report_on": D(2026, 7, 8)}, ["date_order"]),
        (P.LEGALITY, M, Flags(), {"risk_report_on": D(2026, 7, 8)}, []),
        (P.DELIBERATION, M, ALL, {"deliberation_papers": ("draft", "legality")}, ["papers"]),
        (P.DELIBERATION, M, Flags(), {"deliberation_papers": ("draft", "legality")}, ["papers"]),
        (P.DELIBERATION, M, EXEMPT, {"deliberation_papers": ("draft", "legality")}, []),
        (P.DELIBERATION, M, ALL, {"deliberation_against_majority": True}, ["against_reasons"]),
        (
            P.DELIBERATION, M, ALL,
            {"deliberation_against_majority": True, "deliberation_against_reasons": "兼顾就医需要"},
            [],
        ),
        (
            P.DELIBERATION, M, ALL,
            {"deliberation_against_majority": None},
            ["deliberation_against_majority"],
        ),
        (P.DELIBERATION, N, ALL, {"deliberation_head_spoke_last": None}, []),
        (P.DELIBERATION, M, ALL, {"deliberation_held_on": D(2026, 7, 14)}, ["date_order"]),
        (P.DELIBERATION, M, ALL, {"deliberation_held_on": D(2026, 11, 21)}, ["date_future"]),
        (P.PARTY, M, ALL, {"party_agreed": False}, ["party_agreed"]),
        (P.REGISTRATION, N, ALL, {"registration_number": ""}, ["registration_number"]),
        (P.REGISTRATION, N, ALL, {"registration_number": "青登1号"}, ["registration_form"]),
        (P.ISSUE, M, ALL, {"party_reported_on": D(2026, 7, 27)}, ["date_order"]),
        (P.ISSUE, N, ALL, {"party_reported_on": D(2026, 7, 27)}, []),
        (
            P.ISSUE, M, ALL,
            {"issue_interpretation_published_on": None},
            ["issue_interpretation_published_on"],
        ),
        (
            P.ISSUE, M, EXEMPT,
            {"issue_interpretation_published_on": None, "issue_published_on": None},
            [],
        ),
        # Five years from the day of effect: to 1 September 2031.
        (P.ISSUE, N, ALL, {"issue_expires_on": D(2031, 9, 1)}, []),
        (P.ISSUE, N, ALL, {"issue_expires_on": D(2031, 9, 2)}, ["expires_late"]),
        (P.ISSUE, N, TRIAL, {"issue_expires_on": D(2028, 9, 1)}, []),
        (P.ISSUE, N, TRIAL, {}, ["expires_late"]),
        (P.ISSUE, N, ALL, {"issue_expires_on": None}, ["issue_expires_on"]),
        (P.ISSUE, M, ALL, {"issue_expires_on": None}, []),
        (P.FILING, N, ALL, {"filing_filed_on": None}, ["filing_filed_on"]),
        (P.FILING, N, ALL, {"filing_filed_on": D(2026, 8, 20)}, []),
        (P.ARCHIVE, M, ALL, {"archive_listed": False}, ["archive_listed"]),
        (P.EVALUATE, M, ALL, {"evaluate_evaluated_on": None}, ["not_evaluated"]),
        (
            P.EVALUATE, M, ALL,
            {"evaluate_evaluated_on": None, "evaluate_not_needed_reason": "实施情况良好"},
            [],
        ),
    ],
)  # fmt: skip
def test_what_a_gate_lacks(
    phase: Phase, kind: str, flags: Flags, changed: dict[str, object], expected: list[str]
) -> None:
    given = known(**changed)
    assert codes(phase, kind, flags, given) == expected
    assert may_leave(phase, kind, flags, given, ON) == (not expected)


def said(phase: Phase, kind: str, flags: Flags = ALL, **changed: object) -> list[str]:
    return [lack.sentence for lack in lacks(phase, kind, flags, known(**changed), ON)]


def test_sentences_say_what_is_missing_and_under_which_article() -> None:
    assert said(Phase.PUBLIC, MAJOR, public_closes_on=date(2026, 6, 21)) == [
        "征求意见的期限只有 20 日，少于 30 日；请把截止日期延到 2026年7月1日 以后（含当日），"
        "或者写明缩短期限的紧急原因（重大行政决策程序暂行条例第十五条）。"
    ]
    assert said(Phase.LEGALITY, MAJOR, legality_sent_on=date(2026, 7, 7)) == [
        "合法性审查的时间少于 7 个工作日，2026年7月7日 送审的应当不早于 2026年7月16日 出具意见；"
        "请保证审查时间，重新送审（重大行政决策程序暂行条例第二十六条）。"
    ]
    assert said(Phase.DELIBERATION, MAJOR, deliberation_papers=("draft",)) == [
        "提交会议的材料缺少：公众意见研究采纳情况、专家论证意见研究采纳情况、风险评估报告、"
        "合法性审查意见；请补齐后再提交讨论（重大行政决策程序暂行条例第二十九条）。"
    ]
    assert said(Phase.ISSUE, MAJOR, party_reported_on=date(2026, 7, 27)) == [
        "“出台日期”（2026年7月24日）早于“向同级党委请示报告日期”（2026年7月27日），"
        "先后顺序不对；请核对日期（重大行政决策程序暂行条例第三十一条）。"
    ]


def test_what_is_asked_of_a_normative_document_is_by_analogy_and_not_verified() -> None:
    (lack,) = lacks(
        Phase.PUBLIC, NORMATIVE, ALL, known(public_closes_on=date(2026, 6, 21)), ON
    )  # fmt: skip
    assert (lack.article, lack.verified) == ("参照重大行政决策程序暂行条例第十五条", False)
    (lack,) = lacks(Phase.PUBLIC, MAJOR, ALL, known(public_channels=()), ON)
    assert (lack.article, lack.verified) == ("政务公开工作要点", False)


def test_all_sentences_can_be_said() -> None:
    """Each place for a value is one that the code fills; each sentence ends once."""
    whole = [lack for kind in law.KINDS for phase in Phase for lack in lacks(phase, kind, ALL, Facts(), ON)]  # fmt: skip # noqa: E501
    assert [one.sentence for one in whole if one.sentence.count("。") != 1] == []
    assert [
        one.sentence for one in whole if not one.sentence.endswith(f"（{one.article}）。")
    ] == []


@pytest.mark.parametrize(
    ("phase", "kind", "changed", "expected"),
    [
        (P.PUBLIC, M, {}, []),
        (P.PUBLIC, M, {"public_closes_on": D(2026, 7, 4)}, ["closes_on_rest_day"]),
        (
            P.PUBLIC, M,
            {"public_closes_on": D(2026, 6, 12), "public_short_reason": "汛期将至"},
            ["period_short_reasoned"],
        ),
        (P.LEGALITY, N, {"legality_returned_on": D(2026, 7, 27)}, []),
        (P.LEGALITY, N, {"legality_returned_on": D(2026, 7, 28)}, ["legality_long"]),
        (P.LEGALITY, N, {"legality_returned_on": None}, ["legality_long"]),
        (P.LEGALITY, M, {"legality_returned_on": None}, []),
        (P.ISSUE, M, {}, []),
        (
            P.ISSUE, M,
            {"issue_interpretation_published_on": D(2026, 7, 31)},
            ["interpretation_late"],
        ),
        (P.FILING, N, {"filing_filed_on": D(2026, 8, 10)}, []),
        (P.FILING, N, {"filing_filed_on": D(2026, 8, 11)}, ["filing_late"]),
        (P.FILING, M, {"filing_filed_on": D(2026, 8, 11)}, []),
    ],
)  # fmt: skip
def test_what_is_remarked_and_holds_nothing_up(
    phase: Phase, kind: str, changed: dict[str, object], expected: list[str]
) -> None:
    assert [one.code for one in remarks(phase, kind, ALL, known(**changed), ON)] == expected


def test_the_form_of_the_registration_number_is_that_of_the_place() -> None:
    given = known(registration_number="青登2026-1")
    assert may_leave(Phase.REGISTRATION, NORMATIVE, ALL, given, ON, pattern=r"青登\d{4}-\d+")


def test_days_in_a_year_without_holiday_notice_are_counted_provisionally() -> None:
    sent, on = date(2027, 3, 1), date(2027, 3, 31)
    given = known(legality_sent_on=sent, legality_returned_on=date(2027, 3, 10))
    assert codes(Phase.LEGALITY, MAJOR, ALL, given, on) == []
