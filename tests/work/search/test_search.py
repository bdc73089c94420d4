"""What a search finds: what is public now, and nothing else; numbers, phrases, meanings, order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from gongkai.rules.segmentation.keys import document_numbers
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.models import Passage
from gongkai.work.search.queries.near import near
from gongkai.work.search.queries.results import Asked, search
from tests.factories import AT
from tests.work.records.world import (
    STEP,
    World,
    draft,
    item,
    pass_all,
    published,
    submitted,
    withdrawn,
    world,
)

pytestmark = pytest.mark.django_db
ON = date(2023, 8, 1)


@pytest.fixture
def here() -> World:
    return world()


def titles(text: str, **more: Any) -> list[str]:
    return [hit.row.title for hit in search(Asked(text, **more), ON).hits]


def indexed(here: World, *documents: dict[str, Any]) -> None:
    for place, fields in enumerate(documents):
        published(here, AT + place * STEP, **fields)
    catch_up(at=AT)


def test_only_what_is_public_is_found(here: World) -> None:
    published(here, title="义务教育招生办法")
    draft(here, title="招生草稿")
    submitted(here, title="招生送审稿")
    catch_up(at=AT)
    assert titles("招生") == ["义务教育招生办法"]


def test_what_is_withheld_cannot_be_found_by_any_of_its_words(here: World) -> None:
    published(here, title="义务教育招生办法")
    draft(here, title="不予公开的内部研究意见", openness="withheld", withheld_reason="内部事务信息")
    catch_up(at=AT)
    assert titles("内部研究") == []
    assert [one.text for one in Passage.objects.all()] == ["招生工作于八月进行。"]


def test_what_was_withdrawn_is_gone_before_the_index_knows_it(here: World) -> None:
    kept = published(here, title="义务教育招生办法")
    gone = published(here, AT + STEP, title="招生名单")
    catch_up(at=AT)
    assert set(titles("招生")) == {kept.title, gone.title}
    withdrawn(here, gone, AT + 2 * STEP)
    assert titles("招生") == [kept.title]
    assert Passage.objects.count() == 2
    catch_up(at=AT)
    assert (titles("招生"), Passage.objects.count()) == ([kept.title], 1)


def test_a_correction_takes_the_place_of_what_it_corrects(here: World) -> None:
    live = published(here, title="公园开放时间表", body_html="<p>每天七点开放。</p>")
    catch_up(at=AT)
    edit(
        record=live.record,
        by=here.clerk,
        at=AT,
        title="公园开放时刻表",
        body_html="<p>改为八点。</p>",
        change_note="时间有变",
    )
    catch_up(at=AT)
    assert titles("七点") == ["公园开放时间表"]
    submit(record=live.record, by=here.clerk, at=AT)
    pass_all(here, live.record, AT + STEP)
    assert titles("七点") == []
    catch_up(at=AT)
    assert (titles("八点"), titles("七点")) == (["公园开放时刻表"], [])


@pytest.mark.parametrize(
    "asked",
    [
        "青教〔2023〕3号", "青教[2023]3号", "青教（2023）3 号", "青教2023年3号", "〔2023〕3号",
        "2023-3", "青教〔２０２３〕３号",
    ],
)  # fmt: skip
def test_a_document_number_is_found_however_it_is_written(here: World, asked: str) -> None:
    indexed(
        here,
        {"title": "甲通知", "document_number": "青教〔2023〕3号"},
        {"title": "乙通知", "document_number": "青教〔2023〕13号"},
        {"title": "丙通知", "document_number": "青教〔2022〕3号"},
    )
    assert titles(asked) == ["甲通知"]


def test_who_cites_a_number_stands_behind_whose_number_it_is(here: World) -> None:
    indexed(
        here,
        {"title": "落实情况", "body_html": "<p>根据青教〔2023〕3号，制定本方案。</p>"},
        {"title": "甲通知", "document_number": "青教〔2023〕3号"},
    )
    assert titles("青教〔2023〕3号") == ["甲通知", "落实情况"]


def test_an_index_number_leads_to_its_record(here: World) -> None:
    live = published(here, title="甲通知")
    published(here, AT + STEP, title="乙通知")
    catch_up(at=AT)
    assert titles(live.index_number) == titles(live.index_number.lower()) == ["甲通知"]


def test_near_numbers_are_offered_where_there_is_none(here: World) -> None:
    indexed(
        here,
        *(
            {"title": f"第{n}号通知", "document_number": f"青教〔2023〕{n}号"}
            for n in (1, 9, 12, 30)
        ),
        {"title": "别处的", "document_number": "青财〔2023〕11号"},
    )
    asked = document_numbers("青教[2023]11号")[0]
    assert titles("青教[2023]11号") == []
    assert [one.title for one in near(asked)] == ["第12号通知", "第9号通知", "第1号通知"]
    assert near(document_numbers("〔2023〕11号")[0]) == []


def test_a_phrase_in_quotes_must_stand_as_it_is_written(here: World) -> None:
    indexed(
        here,
        {"title": "甲", "body_html": "<p>免费开放公园。</p>"},
        {"title": "乙", "body_html": "<p>公园免费，全天开放。</p>"},
        {"title": "免费开放", "body_html": "<p>丙。</p>"},
    )
    assert set(titles("“免费开放”")) == {"甲", "免费开放"}
    assert set(titles("免费 开放")) == {"甲", "乙", "免费开放"}
    assert titles("标题：免费开放") == ["免费开放"]
    assert titles("“费开”") == titles('"费开"') != []


def test_what_people_say_finds_what_documents_say(here: World) -> None:
    indexed(
        here,
        {"title": "最低生活保障办法", "body_html": "<p>申请最低生活保障，向街道办事处提出。</p>"},
        {"title": "公园管理办法", "body_html": "<p>公园应当整洁。</p>"},
    )
    assert titles("低保怎么申请") == ["最低生活保障办法"]
    assert titles("低保怎么申请", literal=True) == []


def test_words_that_are_cut_otherwise_are_found_by_their_characters(here: World) -> None:
    indexed(here, {"title": "甲", "body_html": "<p>青禾区沂河源田园综合体建设。</p>"})
    assert titles("河源田") == ["甲"]
    assert titles("禾") == ["甲"]


def test_an_organisation_and_an_item_find_what_is_theirs(here: World) -> None:
    indexed(here, {"title": "甲"})
    other = world("wjj", "卫生健康局")
    published(other, AT + STEP, title="乙", item=item("20.9", name="疫苗接种点"))
    catch_up(at=AT)
    assert titles("卫生健康局") == ["乙"]
    assert titles("疫苗接种点") == ["乙"]
    assert titles("教育局") == ["甲"]


def test_a_document_is_found_by_the_names_of_its_files(here: World) -> None:
    record = draft(here, title="甲")
    attach(record=record, file_name="报名登记表.txt", data=b"1", by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    pass_all(here, record)
    catch_up(at=AT)
    assert titles("报名登记表") == ["甲"]


def test_the_title_counts_more_than_the_text(here: World) -> None:
    indexed(
        here,
        {"title": "关于城市养犬的规定", "body_html": "<p>本规定自公布之日起施行。</p>"},
        {"title": "公园守则", "body_html": "<p>禁止养犬。</p>"},
    )
    assert titles("养犬") == ["关于城市养犬的规定", "公园守则"]


def test_what_is_in_force_stands_before_what_is_not_and_new_before_old(here: World) -> None:
    same = {"body_html": "<p>发放水费补贴。</p>", "effective_on": date(2023, 7, 1)}
    indexed(
        here,
        {"title": "水费补贴办法甲", **same, "expires_on": date(2023, 7, 31)},
        {"title": "水费补贴办法乙", **same},
    )
    assert titles("水费补贴") == ["水费补贴办法乙", "水费补贴办法甲"]
    assert titles("水费补贴", by_date=True) == ["水费补贴办法乙", "水费补贴办法甲"]
    assert titles("水费补贴", validity=["lapsed"]) == ["水费补贴办法甲"]


def test_results_are_narrowed_and_counted(here: World) -> None:
    other = world("wjj", "卫生健康局")
    below = item("20.3.1", name="统计公报", parent=here.item)
    published(here, title="甲通知", document_kind="notice", document_number="青教〔2023〕3号")
    published(here, AT + STEP, title="乙通知", item=below)
    published(
        other,
        AT + timedelta(days=200),
        title="丙通知",
        document_kind="letter",
        document_number="青卫〔2023〕1号",
    )
    catch_up(at=AT)
    unit, theirs = here.organisation.pk, other.organisation.pk
    counts = search(Asked("通知"), ON).counts
    assert counts == {
        "unit": {unit: 2, theirs: 1}, "item": {here.item.pk: 2, below.pk: 1},
        "year": {2023: 2, 2024: 1}, "kind": {"notice": 1, "letter": 1}, "validity": {"in_force": 2},
    }  # fmt: skip
    assert set(titles("通知", narrow={"unit": [unit]})) == {"甲通知", "乙通知"}
    assert set(titles("通知", narrow={"year": [2023], "unit": [unit, theirs]})) == {
        "甲通知",
        "乙通知",
    }
    assert titles("通知", narrow={"kind": ["letter"]}) == ["丙通知"]
    # An item holds what is filed under those below it.
    assert set(titles("通知", narrow={"item": [here.item.pk]})) == {"甲通知", "乙通知", "丙通知"}
    assert titles("通知", narrow={"item": [below.pk]}) == ["乙通知"]
    assert titles("通知", narrow={"unit": [0]}) == []


@pytest.mark.parametrize("asked", [
    "", " ", "，。！？", "\0", "\0招生", "😀", "😀招生", "招生 AND", "NOT 招生", "招生*", "\"招生",
    "“”", "招生\"))((", "title:招生", "NEAR(招生 工作)", "'; DROP TABLE records_record; --",
    "<script>alert(1)</script>", "招" * 10_000, "a" * 10_000, "招生 " * 3_000, "标题：",
    "文号：",
    "标题：\"", "第条", "第零条", "〔〕号", "^招生", "{title}: 招生", "-招生", "招生 & | ! <-> :*",
    "\\",
    "%s", "%(x)s", "𠮷野家", "ǅ İ ß", "一二三四五六七八九十" * 20, "令第百千号",
    "〔2023〕99999号", "\ud800",
])  # fmt: skip
def test_nothing_that_is_typed_breaks_the_search(here: World, asked: str) -> None:
    indexed(here, {"title": "义务教育招生办法"})
    search(Asked(asked), ON)
    search(Asked(asked, literal=True, by_date=True, narrow={"kind": [asked]}), ON)
    assert titles("招生") == ["义务教育招生办法"]


def test_before_the_first_index_nothing_is_found() -> None:
    assert titles("招生") == []


@pytest.mark.parametrize("count", [1, 12])
def test_a_search_is_the_same_number_of_queries(
    here: World, count: int, django_assert_max_num_queries: Any
) -> None:
    indexed(here, *({"title": f"第{n}号招生通知"} for n in range(count)))
    with django_assert_max_num_queries(9):
        assert len(titles("孩子上学招生")) == count
    assert connection.vendor in {"sqlite", "postgresql"}
