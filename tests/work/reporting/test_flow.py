"""A report is submitted, returned, frozen and opened again as its equations and rules allow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.reporting.actions.bring import bring_numbers
from gongkai.work.reporting.actions.flow import freeze, reopen, send_back, submit
from gongkai.work.reporting.actions.write import hand_in, write_parts
from gongkai.work.reporting.models.report import AnnualReport, Edition, Step
from gongkai.work.reporting.queries.reports import content_of, report_of, standings, told
from tests.factories import district, moment
from tests.work.foi.scene import then
from tests.work.reporting.scene import BEGIN, NUMBERS, YEAR, Scene, asked, complete, scene

pytestmark = pytest.mark.django_db


def refusal(act: Any, **given: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(**({"at": BEGIN} | given))
    return caught.value


def ready(carried: int = 0) -> Scene:
    here = scene()
    asked(here, date(2026, 3, 2), "3.1", date(2026, 3, 20))
    complete(here.organisation, here.clerk, carried=carried)
    return here


def test_nothing_that_is_unproven_is_submitted_and_every_reason_is_told() -> None:
    here = scene()
    asked(here, date(2025, 12, 25), "3.1", date(2026, 1, 20))
    found = refusal(submit, **here.of, by=here.head)
    assert [(one.code, one.values.get("row")) for one in found.reasons] == [
        *(("figure_missing", row) for row in NUMBERS),
        ("last_year_missing", None),
    ]
    complete(here.organisation, here.clerk)
    found = refusal(submit, **here.of, by=here.head)
    assert [(one.code, one.values["place"], one.values["left"]) for one in found.reasons] == [
        ("equation_violated", "表三“二、上年结转政府信息公开申请数量”的“自然人”", 1),
        ("equation_violated", "表三“二、上年结转政府信息公开申请数量”的“总计”", 1),
    ]
    complete(here.organisation, here.clerk, carried=1)
    assert submit(**here.of, by=here.head, at=BEGIN).state == "submitted"


def test_numbers_in_the_text_must_be_those_of_the_tables() -> None:
    here = ready()
    write_parts(**here.of, texts={"requests": "全年收到申请7件。"}, by=here.clerk, at=BEGIN)
    found = refusal(submit, **here.of, by=here.head)
    assert [(one.values["equation"], one.values["place"]) for one in found.reasons] == [
        ("EQ6", "文字“全年收到申请7件”")
    ]
    write_parts(**here.of, texts={"requests": None}, by=here.clerk, at=BEGIN)
    submit(**here.of, by=here.head, at=BEGIN)


def test_the_year_must_be_over() -> None:
    here = ready()
    early = moment(date(2026, 12, 31))
    assert refusal(submit, **here.of, by=here.head, at=early).code == "report_year_not_over"


def test_submitted_is_returned_with_a_reason_and_frozen_when_it_comes_again() -> None:
    here = ready()
    submit(**here.of, by=here.head, at=BEGIN)
    assert refusal(write_parts, **here.of, texts={"other": "x"}, by=here.clerk).code == (
        "report_not_open"
    )
    assert refusal(send_back, **here.of, reason=" ", by=here.officer).code == (
        "report_without_reason"
    )
    send_back(**here.of, reason="第五章太短", by=here.officer, at=BEGIN)
    write_parts(**here.of, texts={"problems": "还有不足。"}, by=here.clerk, at=BEGIN)
    submit(**here.of, by=here.head, at=moment(date(2027, 2, 3)))
    edition = freeze(**here.of, by=here.officer, at=BEGIN)
    row = AnnualReport.objects.get()
    assert (row.state, row.submitted_on, edition.number) == ("frozen", date(2027, 1, 8), 1)
    assert list(row.steps.values_list("kind", "text")) == [
        ("submitted", ""), ("returned", "第五章太短"), ("submitted", ""), ("frozen", ""),
    ]  # fmt: skip
    assert edition.content == content_of(row).report


def test_a_frozen_report_keeps_what_it_said_and_a_reopened_one_gets_another_edition() -> None:
    here = ready()
    submit(**here.of, by=here.head, at=BEGIN)
    first = freeze(**here.of, by=here.head, at=BEGIN)
    asked(here, date(2026, 5, 6), "3.2", date(2026, 5, 20))
    assert told(report_of(here.organisation, YEAR)) == first.content
    assert refusal(reopen, **here.of, reason="", by=here.officer).code == "report_without_reason"
    reopen(**here.of, reason="漏记一件", by=here.officer, at=BEGIN)
    assert told(report_of(here.organisation, YEAR))["table3"]["1"]["total"] == 2
    submit(**here.of, by=here.head, at=BEGIN)
    second = freeze(**here.of, by=here.officer, at=BEGIN)
    kept = Edition.objects.order_by("number").values_list("number", "content_hash")
    assert list(kept) == [(1, first.content_hash), (2, second.content_hash)]
    assert first.content_hash != second.content_hash


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: Edition.objects.update(content={}),
        lambda: Edition.objects.update(content_hash="0" * 64),
        lambda: Edition.objects.all().delete(),
        lambda: AnnualReport.objects.update(chapters={"other": "x"}),
        lambda: Step.objects.update(text="x"),
        lambda: Step.objects.all().delete(),
    ],
)
def test_the_database_keeps_what_was_frozen(spoil: Any) -> None:
    here = ready()
    submit(**here.of, by=here.head, at=BEGIN)
    freeze(**here.of, by=here.head, at=BEGIN)
    with pytest.raises(IntegrityError), transaction.atomic():
        spoil()


def test_next_year_begins_with_what_this_one_carried_over() -> None:
    """EQ5 over two years of this system: the frozen edition goes before what was typed."""
    here = ready()
    open_one = asked(here, date(2026, 12, 20))
    submit(**here.of, by=here.head, at=BEGIN)
    freeze(**here.of, by=here.officer, at=BEGIN)
    assert refusal(
        bring_numbers, organisation=here.organisation, year=YEAR, carried={}, documents=0,
        reason="抄错", by=here.clerk, at=moment(date(2028, 1, 5)),
    ).code == "report_frozen_here"  # fmt: skip
    row = report_of(here.organisation, YEAR + 1)
    found = content_of(row)
    assert found.compiled.is_proven_from_last_year
    assert found.compiled.report["table3"]["2"]["natural"] == 1
    assert [one.equation for one in found.violations if one.equation != "BLANK"] == []
    then(here.foi, open_one, "replied", date(2026, 12, 28), outcome="3.1")
    later = content_of(row).violations
    assert [(one.equation, one.left, one.right) for one in later if one.equation == "EQ5"] == [
        ("EQ5", 0, 1),
        ("EQ5", 0, 1),
    ]


def test_who_may_do_what() -> None:
    here = ready()
    other = scene("mzj", "民政局", here.officer)
    everybody = {
        "clerk": here.clerk, "head": here.head, "officer": here.officer,
        "foi clerk": here.foi.clerk, "other head": other.head, "other clerk": other.clerk,
    }  # fmt: skip
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "write": (write_parts, {"texts": {"other": "x"}}),
        "hand in": (hand_in, {"figures": {}, "source": "x"}),
        "submit": (submit, {}),
        "return": (send_back, {"reason": "x"}),
        "freeze": (freeze, {}),
        "reopen": (reopen, {"reason": "x"}),
    }
    allowed = {
        name: sorted(who for who, person in everybody.items() if _may(here, act, given, person))
        for name, (act, given) in acts.items()
    }
    assert allowed == {
        "write": ["clerk", "head"],
        "hand in": ["clerk", "head"],
        "submit": ["head"],
        "return": ["officer"],
        "freeze": ["head", "officer"],
        "reopen": ["officer"],
    }


def _may(here: Scene, act: Any, given: dict[str, Any], by: Any) -> bool:
    """Whether the power is there; what else stands in the way does not matter here."""
    try:
        with transaction.atomic():
            act(**here.of, **given, by=by, at=BEGIN)
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.code != "no_power"
    return True


def test_the_place_is_made_by_the_openness_office_and_is_the_sum_of_all() -> None:
    here = ready()
    there = scene("mzj", "民政局", here.officer)
    asked(there, date(2026, 4, 1), "3.4.1", date(2026, 4, 20))
    whole = district()
    given: dict[str, Any] = {"organisation": whole, "year": YEAR, "by": here.officer}
    bring_numbers(
        organisation=whole, year=YEAR - 1, carried={}, documents=0, reason="上年年报",
        by=here.officer, at=BEGIN,
    )  # fmt: skip
    found = refusal(submit, **given)
    lacking = {(one.values["organisation"].code, one.values["row"]) for one in found.reasons}
    assert {code for code, _ in lacking} == {"mzj", "bgs"}
    complete(there.organisation, there.clerk)
    hand_in(organisation=_office(), year=YEAR, figures=NUMBERS, source="无", by=None, at=BEGIN)
    submit(**given, at=BEGIN)
    content = freeze(**given, at=BEGIN).content
    assert content["table2"]["行政强制"] == {"本年处理决定数量": 6}
    assert {row: cells["total"] for row, cells in content["table3"].items() if cells["total"]} == {
        "1": 2, "3.1": 1, "3.4.1": 1, "3.7": 2,
    }  # fmt: skip
    assert refusal(submit, **(given | {"by": here.head})).code == "no_power"


def _office() -> Any:
    from_code = AnnualReport._meta.get_field("organisation").related_model
    return from_code.objects.get(code="bgs")


def test_late_are_those_who_missed_a_day_of_the_regulation() -> None:
    here, there = ready(), scene("mzj", "民政局")
    submit(**here.of, by=here.head, at=BEGIN)

    def missed(on: date) -> dict[str, tuple[str, ...]]:
        return {one.organisation.code: one.missed for one in standings(YEAR, on)}

    assert missed(date(2027, 1, 31)) == {"bgs": (), "jtj": (), "mzj": ()}
    both = ("submitted", "published")
    assert missed(date(2027, 2, 1)) == {"bgs": both, "jtj": ("published",), "mzj": both}
    assert there.organisation.code == "mzj"


def test_every_act_is_in_the_journal_without_its_text() -> None:
    here = ready()
    submit(**here.of, by=here.head, at=BEGIN)
    verbs = Deed.objects.filter(verb__startswith="report.").order_by("id")
    assert list(verbs.values_list("verb", "detail__year")) == [
        ("report.hand_in", 2026), ("report.bring", 2025), ("report.submit", 2026),
    ]  # fmt: skip
