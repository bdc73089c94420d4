"""Guides, rules and reports go through the same door; facts are asked for, and one is enough."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from gongkai.rules.columns import GUIDE, REPORT
from gongkai.rules.guide import GUIDE_FIELDS
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.records.actions.catalogue import add_item
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.content import current_of, fingerprint
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.screened import screening_of
from gongkai.work.staffing.actions.organisations import rename
from tests.factories import AT, moment, officer
from tests.tampering import guards_down
from tests.work.records.platform import (
    FACTS,
    column,
    guide,
    guide_draft,
    report,
    report_fields,
    rule_of_work,
    under,
)
from tests.work.records.world import (
    World,
    at_once,
    decide,
    draft,
    fresh,
    item,
    pass_all,
    refused_for,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def sent(here: World, record: Record) -> Record:
    return submit(record=record, by=here.clerk, at=AT)


def missing(act: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [str(one.values.get("field", one.code)) for one in refused.value.reasons]


def test_a_guide_becomes_public_by_three_reviews_and_stands_in_the_log(here: World) -> None:
    live = guide(here)
    entry = content_of(LogEntry.objects.get(pk=live.log_entry_id))
    assert (entry["item"], entry["title"], entry["content_hash"]) == (
        GUIDE, "教育局政府信息公开指南", live.version.content_hash,
    )  # fmt: skip
    assert live.version.reviews.count() == 3
    assert told_facts(live.version)[:2] == [
        ("政府信息的分类", FACTS["classes"]), ("编排体系", FACTS["arrangement"]),
    ]  # fmt: skip
    assert verify().problems == ()


def test_every_missing_field_of_a_guide_is_named_at_once(here: World) -> None:
    record = guide_draft(here, facts={})
    assert missing(lambda: sent(here, record)) == [
        one.label for one in GUIDE_FIELDS if one.required
    ]
    edit(record=record, by=here.clerk, at=AT, facts=FACTS | {"phone": "见网站", "fax": ""})
    assert missing(lambda: sent(here, record)) == ["联系电话", "传真号码"]
    edit(record=record, by=here.clerk, at=AT, facts=FACTS)
    assert sent(here, record).state == Record.State.FIRST


def test_facts_need_no_text_beside_them_but_a_year_alone_is_no_report(here: World) -> None:
    record = draft(under(here, REPORT), body_html="", **report_fields(here, 2022))
    assert refused_for(lambda: sent(here, record)) == ["record_without_content"]
    assert sent(here, guide_draft(here)).state == Record.State.FIRST


def test_facts_are_part_of_what_was_reviewed(here: World) -> None:
    record = guide_draft(here)
    before = fingerprint(current_of(record))
    edit(record=record, by=here.clerk, at=AT, facts=FACTS | {"hours": "工作日 9:00—17:00"})
    assert fingerprint(current_of(record)) != before
    live = pass_all(here, sent(here, record))
    edit(record=live.record, by=here.clerk, at=AT, facts=FACTS | {"hours": "工作日 8:00—17:00"},
         change_note="更正")  # fmt: skip
    again = fresh(live.record)
    assert (again.state, current_of(again).number) == (Record.State.DRAFT, 2)
    assert current_of(again).facts["address"] == FACTS["address"]
    assert live.version.facts["hours"] == "工作日 9:00—17:00"


def test_facts_are_kept_tidy_and_only_those_of_the_column(here: World) -> None:
    given = FACTS | {
        "hours": " 工作日\t8:30 \u202e",
        "access": "第一行 \n\n 第二行",
        "year": "2022",
    }
    record = guide_draft(here, facts=given)
    kept = current_of(record).facts
    assert (kept["hours"], kept["access"]) == ("工作日 8:30", "第一行\n第二行")
    assert "year" not in kept
    edit(record=record, by=here.clerk, at=AT, item=item())
    assert current_of(record).facts == {}
    with pytest.raises(TypeError, match="no facts of any column"):
        edit(record=record, by=here.clerk, at=AT, facts={"zzz": "1"})
    long = {"hours": "长" * 201}
    assert refused_for(lambda: edit(record=record, by=here.clerk, at=AT, facts=long)) == [
        "field_too_long"
    ]


def test_a_column_proposes_title_and_theme_and_never_writes_over_them(here: World) -> None:
    record = start(organisation=here.organisation, by=here.clerk, at=AT, item=column(GUIDE))
    version = current_of(record)
    assert (version.title, version.theme) == ("教育局政府信息公开指南", "综合政务-政务公开")
    edit(record=record, by=here.clerk, at=AT, title="我们的指南", theme="教育")
    assert current_of(record).title == "我们的指南"
    yearly = start(organisation=here.organisation, by=here.clerk, at=AT, item=column(REPORT))
    assert current_of(yearly).title == ""
    edit(record=yearly, by=here.clerk, at=AT, facts={"year": "2022"})
    assert current_of(yearly).title == "教育局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(("fields", "codes"), [
    ({}, ["remark_fact_missing"]),
    ({"facts": {"year": "二〇二二"}}, ["remark_fact_year"]),
    ({"facts": {"year": "2023"}}, ["remark_fact_year_ahead"]),
    ({"facts": {"year": "2022"}, "title": "年报"}, ["remark_column_title"]),
])  # fmt: skip
def test_a_report_must_have_its_year_and_its_title(
    here: World, fields: dict[str, Any], codes: list[str]
) -> None:
    record = draft(
        under(here, REPORT), **({"title": "教育局2022年政府信息公开工作年度报告"} | fields)
    )
    assert refused_for(lambda: sent(here, record)) == codes


def test_a_report_may_bear_the_name_of_its_time(here: World) -> None:
    title = report_fields(here, 2021)
    rename(organisation=here.organisation, name="教育体育局", on=date(2022, 5, 1), by=None, at=AT)
    record = draft(under(here, REPORT), **title)
    assert sent(here, record).state == Record.State.FIRST


def test_one_guide_an_organisation(here: World) -> None:
    live = guide(here)
    second = guide_draft(here)
    with pytest.raises(Refused) as refused:
        sent(here, second)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.values["record"], reason.values["place"]) == (
        "column_taken", live.record_id, f"索引号 {live.index_number}",
    )  # fmt: skip
    guide(world("czj", "财政局"))
    withdrawn(here, live, AT, reason="机构撤并")
    assert sent(here, second).state == Record.State.FIRST


def test_one_report_a_year_and_none_beside_one_under_review(here: World) -> None:
    report(here, 2022)
    report(here, 2021)
    first = submitted(under(here, REPORT), **report_fields(here, 2020))
    twice = draft(under(here, REPORT), **report_fields(here, 2020))
    assert refused_for(lambda: sent(here, twice)) == ["column_taken"]
    edit(record=twice, by=here.clerk, at=AT, **report_fields(here, 2022))
    assert refused_for(lambda: sent(here, twice)) == ["column_taken"]
    pass_all(here, first)
    edit(record=twice, by=here.clerk, at=AT, **report_fields(here, 2019))
    assert sent(here, twice).state == Record.State.FIRST


def two_under_final_review(here: World) -> tuple[Record, Record]:
    """As if both had been submitted in the same second, when neither saw the other."""
    first, second = guide_draft(here), draft(here)
    sent(here, second)
    sent(here, first)
    with guards_down():
        Version.objects.filter(record=second).update(item=column(GUIDE), facts=FACTS)
        version = current_of(second)
        Version.objects.filter(record=second).update(content_hash=fingerprint(version))
    for record in (first, second):
        decide(record, 1, here.first)
        decide(record, 2, here.second)
    return first, second


def test_the_second_of_two_under_review_is_not_published(here: World) -> None:
    first, second = two_under_final_review(here)
    decide(first, 3, here.final)
    assert refused_for(lambda: decide(second, 3, here.final)) == ["column_taken"]
    assert (fresh(second).state, fresh(second).live) == (Record.State.FINAL, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_published_in_the_same_second_one_is_refused() -> None:
    here = world()
    both = two_under_final_review(here)
    raised = at_once(*(partial(decide, record, 3, here.final) for record in both))
    refused = [one for one in raised if one is not None]
    assert [one.code for one in refused if isinstance(one, Refused)] == ["column_taken"]
    assert sorted(fresh(record).state for record in both) == ["final", "published"]


def test_a_correction_keeps_its_place(here: World) -> None:
    live = guide(here)
    edit(record=live.record, by=here.clerk, at=AT, facts=FACTS | {"hours": "工作日 9:00—17:00"},
         change_note="更正")  # fmt: skip
    again = pass_all(here, sent(here, live.record))
    assert (again.index_number, again.version.number) == (live.index_number, 2)


def test_there_may_be_any_number_of_rules(here: World) -> None:
    first, second = rule_of_work(here), rule_of_work(here)
    assert first.record_id != second.record_id


def test_facts_are_screened_like_any_other_text(here: World) -> None:
    facts = FACTS | {"access": "联系人身份证号 11010519491231002X"}
    found = screening_of(current_of(guide_draft(here, facts=facts)), AT.date())
    blocked = [(one["where"], one["where_label"]) for one in found if one["level"] == "block"]
    assert blocked == [("fact:access", "获取方式")]


def test_nothing_is_added_below_a_column(here: World) -> None:
    with pytest.raises(Refused) as refused:
        add_item(
            code="COL-rules-01", parent=column("COL-rules"), name="审查制度", by=officer(),
            at=moment(date(2023, 7, 26)),
        )  # fmt: skip
    assert refused.value.code == "item_below_column"
