"""The day page of every post: each thing once, the figures as many as the rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from gongkai.faces.desk.counts import waiting
from gongkai.faces.desk.home.mine import waited_words
from gongkai.faces.desk.nav import powers_of
from gongkai.work.inspection.actions.finding import mend
from gongkai.work.inspection.actions.score import compute
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.queries.waiting import findings_waiting, occurrences_to_do
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.org.models.person import Person
from gongkai.work.records.queries.lists import returned_to
from gongkai.work.records.queries.queue import review_queue
from tests.faces.desk.inspection.scene import NOW, ROLES, TODAY, Scene, scene
from tests.faces.desk.ledger.reading import as_, links, query_count, rows, text, tree
from tests.factories import adopted_plan, clerk, department, draft_plan, moment, person
from tests.work.records.world import RETURNED, decide, draft, submitted

pytestmark = pytest.mark.django_db

HOME = reverse("desk:home")


def panels(answer: Any) -> dict[str, list[str]]:
    """The titles of the work under each heading, the number beside the heading left out."""
    found = tree(answer).xpath("//section[.//ul[@class='work']]")
    return {
        text(one.xpath(".//h2")[0]).partition("（")[0]: [
            text(row) for row in one.xpath(".//div[@class='what']/a")
        ]
        for one in found
    }


def figures(answer: Any) -> dict[str, str]:
    found = tree(answer).xpath("//main//dl[@class='stats']/div")
    return {text(one.find("dt")): text(one.find("dd")) for one in found}


def whys(answer: Any, heading: str) -> list[str]:
    found = tree(answer).xpath(
        f"//section[.//h2[starts-with(., '{heading}')]]//div[@class='what']/p"
    )
    return [text(one) for one in found]


def buttons(answer: Any, heading: str) -> list[tuple[str, str]]:
    found = tree(answer).xpath(f"//section[.//h2[starts-with(., '{heading}')]]//a[@aria-label]")
    return [(text(one), one.get("href")) for one in found]


def due_on(number: int, day: date, here: Scene) -> Occurrence:
    """Let the task fall due on another day, as if the plan had said so."""
    one = here.year.occurrence(number)
    Occurrence.objects.filter(pk=one.pk).update(due_on=day)
    return one


def test_a_clerk_sees_what_is_due_with_the_way_to_draft_it() -> None:
    here = scene()
    over, today = here.year.occurrence(1), due_on(2, TODAY, here)
    verify(at=NOW)
    answer = as_(here.roles["clerk"]).get(HOME)
    assert panels(answer) == {"已超期和今天到期": ["公开国企改革情况", "开展培训"]}
    record_new = reverse("desk:record_new")
    assert buttons(answer, "已超期和今天到期") == [
        ("起草公开", f"{record_new}?occurrence={one.pk}") for one in (over, today)
    ]
    finding = Finding.objects.get(occurrence=over)
    assert whys(answer, "已超期和今天到期")[0] == (
        f"教育局 · 第 1 项 · 10月31日 星期二到期 · "
        f"已列为问题 {finding.number}，整改期限 12月11日 星期一"
    )
    assert figures(answer) == {
        "已超期": "1项",
        "今天到期": "1项",
        "等我办": "0件",
        "退回给我": "0件",
        "我送出去、还没回来": "0件",
        "12月考核（还没计算）": "—",
    }


def test_what_is_being_written_is_not_begun_anew() -> None:
    here = scene()
    world = here.year.here
    begun = draft(world, NOW, occurrence=here.year.occurrence(1))
    sent = submitted(world, NOW, occurrence=here.year.occurrence(2))
    verify(at=NOW)
    answer = as_(here.roles["clerk"]).get(HOME)
    assert buttons(answer, "已超期") == [
        ("继续起草", reverse("desk:record_edit", args=[begun.pk])),
        ("查看文件", reverse("desk:record", args=[sent.pk])),
    ]


def test_a_head_sees_what_is_due_and_does_not_draft() -> None:
    here = scene()
    verify(at=NOW)
    answer = as_(here.roles["head"]).get(HOME)
    assert len(panels(answer)["已超期和今天到期"]) == 2
    assert buttons(answer, "已超期") == []
    assert links(answer, reverse("desk:record_new")) == []


def test_what_came_back_comes_with_its_reason() -> None:
    here = scene()
    record = submitted(here.year.here, NOW, title="招生安排")
    decide(record, 1, here.roles["first"], NOW, outcome=RETURNED, opinion="缺附件。")
    answer = as_(here.roles["clerk"]).get(HOME)
    assert panels(answer)["退回给我"] == ["招生安排"]
    assert whys(answer, "退回给我") == ["一审退回：缺附件。（一审乙，12月4日 星期一）"]
    assert buttons(answer, "退回给我") == [
        ("修改文件", reverse("desk:record_edit", args=[record.pk]))
    ]
    colleague = clerk(here.year.organisation, "信息员丙")
    assert "退回给我" not in panels(as_(colleague).get(HOME))


def test_a_reviewer_sees_what_waits_and_nothing_to_draft() -> None:
    here = scene()
    record = submitted(here.year.here, NOW, title="招生安排")
    seen = {role: panels(as_(here.roles[role]).get(HOME)) for role in ("first", "second")}
    assert seen == {"first": {"等我审核": ["招生安排"]}, "second": {}}
    decide(record, 1, here.roles["first"], NOW)
    seen = {role: panels(as_(here.roles[role]).get(HOME)) for role in ("first", "second")}
    assert seen == {"first": {}, "second": {"等我审核": ["招生安排"]}}


def test_a_review_shows_its_own_term_and_the_latest_stands_last() -> None:
    here = scene()
    first = submitted(here.year.here, NOW - timedelta(days=7), title="早来的")
    submitted(here.year.here, NOW, title="今天的")
    answer = as_(here.roles["first"]).get(HOME)
    assert panels(answer)["等我审核"] == ["早来的", "今天的"]
    (panel,) = [one for one in answer.context["page"].panels if one.key == "review"]
    due = [(one.clock.due, one.clock.remaining < 0) for one in panel.rows]
    assert due == [(date(2023, 11, 29), True), (date(2023, 12, 6), False)]
    clerk_name = first.created_by.name
    assert whys(answer, "等我审核")[1] == (
        f"教育局 · {clerk_name}起草，第 1 稿 · 12月4日 星期一到这一级 · 应在8月17日 星期四以前公开"
    )


def test_what_was_sent_out_says_in_whose_hands_it_is() -> None:
    here = scene()
    record = submitted(here.year.here, NOW - timedelta(days=3), title="招生安排")
    client = as_(here.roles["clerk"])
    caption = "我送审的文件到了哪一步"
    assert rows(client.get(HOME), caption) == [["招生安排", "一审中", "一审乙", "3 天"]]
    decide(record, 1, here.roles["first"], NOW - timedelta(hours=2))
    assert rows(client.get(HOME), caption) == [["招生安排", "二审中", "二审丙", "2 小时"]]


def test_findings_to_mend_stand_once() -> None:
    here = scene()
    verify(at=NOW)
    finding = here.raised(object_title="招生通知")
    answer = as_(here.roles["clerk"]).get(HOME)
    assert panels(answer)["要整改的问题"] == ["错别字或排版错误：招生通知"]
    assert buttons(answer, "要整改") == [("报告整改", reverse("desk:finding", args=[finding.pk]))]
    assert figures(answer)["等我办"] == "1件"


def test_the_month_so_far_is_told() -> None:
    here = scene()
    compute(month="2023-12", at=NOW)
    answer = as_(here.roles["clerk"]).get(HOME)
    assert figures(answer)["12月考核（暂计）"] == "100分"


def test_the_office_sees_to_everybody() -> None:
    here = scene()
    Plan.objects.update(ledger_due_on=date(2023, 8, 4))
    verify(at=NOW)
    fresh = here.elsewhere(object_title="招生通知")
    mine = here.raised(what="另一处")
    mend(finding=mine, text="已改", by=here.roles["clerk"], at=NOW)
    compute(month="2023-10", at=NOW)
    draft_plan({"units": [here.year.organisation]}, year=2024, issued_on=date(2023, 12, 1))
    answer = as_(here.roles["officer"]).get(HOME)
    shown = panels(answer)
    assert shown["等我复查的整改"] == ["教育局：错别字或排版错误"]
    assert shown["近 7 天新发现的问题"].count("财政局：错别字或排版错误") == 1
    assert fresh.number
    assert rows(answer, "任务超期的单位") == [["教育局", "2 项", "2023年10月31日到期"]]
    missing = rows(answer, "没报台账的单位")
    assert sorted(missing) == [["教育局", "2023年8月4日"], ["财政局", "2023年8月4日"]]
    months = rows(answer, "要办的月度考核")
    assert months[:2] == [["2023年11月", "还没计算"], ["2023年10月", "待锁定"]]
    assert rows(answer, "还没采用的工作方案") == [
        ["青禾区2024年政务公开工作方案", "已核定，可以采用"]
    ]
    counted = [len(rows(answer, "要办的月度考核")), 1, len(missing), 1]
    told = [
        figures(answer)[key]
        for key in ("要办的月份", "任务超期的单位", "没报的台账", "没采用的方案")
    ]
    assert told == [f"{n}{unit}" for n, unit in zip(counted, "个个份份", strict=True)]


def test_whoever_has_no_post_is_told_what_to_do() -> None:
    answer = as_(person("新来的")).get(HOME)
    assert [text(one) for one in tree(answer).xpath("//main//h2")] == ["先要有岗位，才能办事"]
    assert "您的账号还没有安排岗位。" in text(tree(answer).xpath("//div[@class='phead']//p")[0])


def test_an_administrator_sees_accounts_and_organisations_without_people() -> None:
    here = scene()
    person("新来的", username="xinlai")
    department("kong", "空单位")
    answer = as_(here.roles["administrator"]).get(HOME)
    assert rows(answer, "没有岗位的账号") == [["新来的", "xinlai"]]
    assert sorted(row[0] for row in rows(answer, "没有信息员的单位")) == ["区政府办公室", "空单位"]


def test_a_quiet_day_says_so() -> None:
    here = scene()
    answer = as_(here.roles["second"]).get(HOME)
    (empty,) = tree(answer).xpath("//main//*[@class='empty']")
    assert (panels(answer), text(empty)) == ({}, "今天没有等您办的事。")


def busy() -> Scene:
    """Something waits for everybody."""
    here = scene()
    world = here.year.here
    for n in range(2):
        submitted(world, NOW, title=f"一审{n}")
        back = submitted(world, NOW, title=f"退回{n}")
        decide(back, 1, world.first, NOW, outcome=RETURNED, opinion="改。")
        mend(finding=here.raised(what=f"改了{n}"), text="好", by=world.clerk, at=NOW)
        here.raised(what=f"没改{n}")
    verify(at=NOW)
    return here


@pytest.mark.parametrize("role", ROLES)
def test_the_numbers_of_the_navigation_are_those_of_the_lists(role: str) -> None:
    here = busy()
    who = here.roles[role]
    lists = {
        "occurrences": occurrences_to_do(who, TODAY).count(),
        "returned": returned_to(who, TODAY).count(),
        "reviews": review_queue(who, TODAY).count(),
        "findings": findings_waiting(who, TODAY).count(),
    }
    counted = waiting(who, powers_of(who, TODAY), TODAY)
    assert {name: counted.get(name, 0) for name in lists} == lists
    expected = {
        "clerk": (2, 2, 0, 4), "head": (2, 0, 0, 4), "first": (0, 0, 2, 0),
        "officer": (0, 0, 0, 2), "openness head": (0, 0, 0, 2),
    }  # fmt: skip
    assert tuple(lists.values()) == expected.get(role, (0, 0, 0, 0))
    _the_pages_list_as_many(who, counted)


def _the_pages_list_as_many(who: Person, counted: dict[str, int]) -> None:
    answer = as_(who).get(HOME)
    shown = panels(answer)
    due = len(shown.get("已超期和今天到期", [])) + len(shown.get("近期要办", []))
    told = [one for one in whys(answer, "已超期和今天到期") if "已列为问题" in one]
    findings = len(shown.get("要整改的问题", [])) + len(shown.get("等我复查的整改", [])) + len(told)
    assert {
        "occurrences": due,
        "returned": len(shown.get("退回给我", [])),
        "reviews": len(shown.get("等我审核", [])),
        "findings": findings,
    } == {name: counted.get(name, 0) for name in ("occurrences", "returned", "reviews", "findings")}
    beside = tree(answer).xpath("//nav[@class='sidenav']//b")
    assert sorted(int(text(one).split()[0].removesuffix("件待办")) for one in beside) == sorted(
        count for count in counted.values() if count
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_numbers_take_four_queries_at_most(
    role: str, django_assert_max_num_queries: Any
) -> None:
    here = scene()
    powers = powers_of(here.roles[role], TODAY)
    with django_assert_max_num_queries(4):
        waiting(here.roles[role], powers, TODAY)


@pytest.mark.parametrize("role", ["clerk", "first", "officer"])
def test_many_rows_take_no_more_queries(role: str) -> None:
    here = busy()
    client = as_(here.roles[role])
    unit = here.year.organisation
    ahead = {"units": [unit], "deadline": "2024年3月31日前"}
    adopted_plan(ahead, year=2024, issued_on=date(2023, 12, 1))
    verify(at=NOW)
    few = query_count(client, HOME)
    world = here.year.here
    for n in range(4):
        submitted(world, NOW, title=f"再一审{n}")
        back = submitted(world, NOW, title=f"再退回{n}")
        decide(back, 1, world.first, NOW, outcome=RETURNED, opinion="改。")
        here.raised(what=f"再没改{n}")
        mend(finding=here.raised(what=f"再改{n}"), text="好", by=world.clerk, at=NOW)
    another = [
        {"units": [unit, department(f"x{n}", f"单位{n}")],
         "deadline": f"2022年{month}月30日前"}
        for n, month in enumerate((9, 10, 11, 12))
    ]  # fmt: skip
    adopted_plan(*another, year=2022, issued_on=date(2022, 7, 25))
    verify(at=NOW)
    client.get(HOME)
    assert query_count(client, HOME) == few


def test_a_long_list_shows_ten_and_the_way_to_all() -> None:
    here = scene()
    for n in range(12):
        here.raised(what=f"没改{n}")
    answer = as_(here.roles["clerk"]).get(HOME)
    assert len(panels(answer)["要整改的问题"]) == 10
    (section,) = tree(answer).xpath("//section[.//h2[starts-with(., '要整改的问题')]]")
    assert text(section.xpath(".//h2")[0]) == "要整改的问题（12）"
    assert links(answer, reverse("desk:findings")) == [
        reverse("desk:findings"),
        *(reverse("desk:finding", args=[one.pk]) for one in Finding.objects.order_by("pk")[:10]),
    ]


@pytest.mark.parametrize(
    ("waited", "words"),
    [
        (timedelta(minutes=59), "不到 1 小时"),
        (timedelta(hours=1), "1 小时"),
        (timedelta(hours=23, minutes=59), "23 小时"),
        (timedelta(days=2, hours=23), "2 天"),
    ],
)
def test_waiting_is_told_in_days_and_hours(waited: timedelta, words: str) -> None:
    assert waited_words(waited) == words


def test_the_day_begins_at_midnight_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    here = scene()
    late = moment(date(2023, 12, 3), 23, 30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    heading = text(tree(as_(here.roles["clerk"]).get(HOME)).xpath("//h1")[0])
    assert heading == "今天，12月3日 星期日"
