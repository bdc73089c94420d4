"""The list of findings and the page of one, for everybody who may and may not see them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.rules.scoring_table import default_table
from gongkai.work.inspection.actions.finding import close, dismiss, mend
from gongkai.work.inspection.actions.score import compute
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.inspection.models.score import Month
from gongkai.work.org.models.person import Post
from tests.faces.desk.inspection.scene import (
    INSIDE,
    NOW,
    OFFICE,
    ROLES,
    Scene,
    allowed,
    scene,
)
from tests.faces.desk.ledger.reading import as_, errors, links, query_count, rows, text, tree
from tests.factories import moment, post
from tests.work.inspection.world import NOVEMBER

pytestmark = pytest.mark.django_db

LIST = reverse("desk:findings")
CAPTION = "检查发现的问题"


def page(finding: Finding) -> str:
    return reverse("desk:finding", args=[finding.pk])


def act(finding: Finding, name: str) -> str:
    return reverse(f"desk:finding_{name}", args=[finding.pk])


def titles(answer: Any) -> list[str]:
    """What the list shows: number and state."""
    return [f"{row[0]} {row[-2]}" for row in rows(answer, CAPTION)]


def mended(here: Scene, **fields: Any) -> Finding:
    finding = here.raised(**fields)
    mend(finding=finding, text="已经改好", by=here.roles["clerk"], at=NOW)
    return finding


def test_a_row_says_what_where_who_how_much_and_until_when() -> None:
    here = scene()
    here.raised(object_title="招生通知")
    (row,) = rows(as_(here.roles["officer"]).get(LIST), CAPTION)
    number = Finding.objects.get().number
    assert row == [
        number,
        "错别字或排版错误招生通知",
        "教育局",
        "公开办甲2023-11-30",
        "1 项，拟扣 1 分",
        "待整改",
        "2023-12-07还剩 3 个工作日，期限12月7日 星期四",
    ]


def test_trouble_stands_first() -> None:
    here = scene()
    closed, late, soon, waits, wrong = (here.raised(what=f"错别字{n}") for n in range(5))
    Finding.objects.filter(pk=late.pk).update(due_on=date(2023, 12, 1))
    for one in (closed, waits):
        mend(finding=one, text="改好", by=here.roles["clerk"], at=NOW)
    close(finding=closed, text="好", by=here.roles["officer"], at=NOW)
    dismiss(finding=wrong, text="看错了", by=here.roles["officer"], at=NOW)
    assert titles(as_(here.roles["officer"]).get(LIST)) == [
        f"{late.number} 逾期未改",
        f"{soon.number} 待整改",
        f"{waits.number} 已报整改",
        f"{closed.number} 已销号",
        f"{wrong.number} 不成立",
    ]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_their_own_organisation(role: str) -> None:
    here = scene()
    mine, theirs = here.raised(), here.elsewhere()
    answer = as_(here.roles[role]).get(LIST)
    assert answer.status_code == allowed(*INSIDE, *OFFICE, "other clerk")(role)
    if answer.status_code == 200:
        seen = {"other clerk": [theirs]} | {inside: [mine] for inside in INSIDE}
        shown = sorted(row[0] for row in rows(answer, CAPTION))
        assert shown == [one.number for one in seen.get(role, [mine, theirs])]


@pytest.mark.parametrize("role", ROLES)
def test_the_finding_of_others_does_not_exist(role: str) -> None:
    here = scene()
    status = as_(here.roles[role]).get(page(here.raised())).status_code
    assert status == (200 if role in (*INSIDE, *OFFICE) else 404)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"state": "open"}, ["late", "open"]),
        ({"state": "overdue"}, ["late"]),
        ({"state": "mended"}, ["mended"]),
        ({"state": "closed"}, []),
        ({"organisation": "czj"}, ["theirs"]),
        ({"month": "2023-10"}, ["late"]),
        ({"kind": "column_stale"}, ["open"]),
        ({"kind": "column_stale", "month": "2023-10"}, []),
        ({"state": "nonsense", "month": "2030-13", "organisation": "nobody", "kind": "x"}, None),
        ({"page": "99"}, None),
    ],
)
def test_filters(query: dict[str, str], expected: list[str] | None) -> None:
    here = scene()
    found = {
        "late": here.raised(what="旧的", happened_on=date(2023, 10, 9)),
        "open": here.raised(kind="column_stale", what="旧栏目"),
        "mended": mended(here, what="改了的"),
        "theirs": here.elsewhere(what="别处的", kind="misprint"),
    }
    mend(finding=found["theirs"], text="好", by=here.roles["other clerk"], at=NOW)
    close(finding=found["theirs"], text="好", by=here.roles["officer"], at=NOW)
    Finding.objects.filter(pk=found["late"].pk).update(due_on=date(2023, 12, 1))
    expected = list(found) if expected is None else expected
    if query == {"state": "closed"}:
        expected = ["theirs"]
    answer = as_(here.roles["officer"]).get(LIST, query)
    numbers = {one.number: name for name, one in found.items()}
    shown = rows(answer, CAPTION) if expected else []
    assert [numbers[row[0]] for row in shown] == expected
    if not expected:
        (empty,) = tree(answer).xpath("//main//*[@class='empty']")
        assert text(empty) == "这样筛选没有问题。查看全部问题"


def test_the_state_filter_counts_what_the_other_filters_leave() -> None:
    here = scene()
    here.raised()
    mended(here, what="二")
    here.elsewhere()
    answer = as_(here.roles["officer"]).get(LIST, {"organisation": "jyj"})
    shown = [text(one) for one in tree(answer).xpath("//select[@name='state']/option")]
    words = ["待整改（1）", "逾期未改（0）", "已报整改（1）", "已销号（0）", "不成立（0）"]
    assert shown == ["全部状态", *words]


def test_an_empty_list_says_so() -> None:
    here = scene()
    said = {
        role: text(tree(as_(here.roles[role]).get(LIST)).xpath("//main//*[@class='empty']")[0])
        for role in ("clerk", "officer")
    }
    assert said == {
        "clerk": "没有查到本单位的问题。",
        "officer": "还没有发现问题。系统每天自动检查；人工发现的可以登记。登记人工发现的问题",
    }


def test_many_findings_are_asked_for_at_once_and_shown_by_fifty() -> None:
    here = scene()
    client = as_(here.roles["officer"])
    here.raised()
    client.get(LIST)
    few = query_count(client, LIST)
    for n in range(55):
        here.raised(what=f"错别字 {n}")
    assert query_count(client, LIST) == few
    assert [len(rows(client.get(LIST, {"page": n}), CAPTION)) for n in (1, 2)] == [50, 6]


def test_the_page_says_what_it_costs_and_why() -> None:
    here = scene()
    finding = here.raised(count=2)
    client = as_(here.roles["clerk"])
    pairs = _pairs(client.get(page(finding)))
    rule = next(one for one in default_table().rules if one.code == "misprint")
    assert (pairs["规则"].split("（")[0], pairs["来源"], pairs["计入月份"]) == (
        rule.text,
        rule.source,
        "2023年11月",
    )
    assert "计算过程" not in pairs
    compute(month=NOVEMBER, at=NOW)
    after = client.get(page(finding))
    assert links(after, "/desk/scores/") == [
        reverse("desk:scores"),
        reverse("desk:score", args=[NOVEMBER, "jyj"]),
    ]
    assert _pairs(after)["计算过程"].startswith("错别字：按“")


def _pairs(answer: Any) -> dict[str, str]:
    found = tree(answer).xpath("//main//dl[@class='pairs']/*")
    return {text(a): text(b) for a, b in zip(found[::2], found[1::2], strict=True)}


def test_a_rule_that_nobody_compared_with_its_source_says_so() -> None:
    here = scene()
    finding, client = here.raised(), as_(here.roles["clerk"])
    compute(month=NOVEMBER, at=NOW)
    unread(NOVEMBER)
    marks = [
        "未核对原文" in text(tree(client.get(address)).xpath("//main")[0])
        for address in (page(finding), reverse("desk:score", args=[NOVEMBER, "jyj"]))
    ]
    assert marks == [True, True]


def unread(month: str) -> None:
    """Score the month by a table of which nobody has read the sources."""
    row = Month.objects.get(month=month)
    rules = [one | {"verified": False} for one in row.rules["rules"]]
    Month.objects.update(rules=row.rules | {"rules": rules})


@pytest.mark.parametrize("role", [*INSIDE, *OFFICE])
def test_everybody_gets_the_acts_of_their_post(role: str) -> None:
    here = scene()
    shown = {}
    for finding in (here.raised(), mended(here, what="二")):
        answer = as_(here.roles[role]).get(page(finding))
        forms = tree(answer).xpath("//main//form/@action")
        choices = tree(answer).xpath("//input[@name='judgement']/@value")
        names = [name.rstrip("/").rsplit("/", 1)[1] for name in forms]
        shown[finding.state] = (names, choices)
    if role in OFFICE:
        every = ["close", "send_back", "dismiss"]
        assert shown == {"open": (["judge"], ["dismiss"]), "mended": (["judge"], every)}
    else:
        mends = ["mend"] if role in {"clerk", "head"} else []
        assert shown == {"open": (mends, []), "mended": ([], [])}


def test_the_department_reports_and_the_office_closes() -> None:
    here = scene()
    finding = here.raised()
    client = as_(here.roles["clerk"])
    answer = client.post(act(finding, "mend"), {"text": "已改正"}, follow=True)
    assert answer.redirect_chain == [(page(finding), 302)]
    steps = [text(one) for one in tree(answer).xpath("//ol[@class='timeline']//h3")]
    assert steps == ["事实发生", "发现问题", "报告整改", "等政务公开办复查"]
    given = {"judgement": "close", "text": "看过了"}
    as_(here.roles["officer"]).post(act(finding, "judge"), given)
    finding.refresh_from_db()
    assert finding.state == "closed"


def test_sending_back_takes_a_new_day() -> None:
    here = scene()
    finding = mended(here)
    given = {"judgement": "send_back", "text": "还有一处", "due_on": "2023-12-15"}
    as_(here.roles["officer"]).post(act(finding, "judge"), given)
    finding.refresh_from_db()
    assert (finding.state, finding.due_on) == ("open", date(2023, 12, 15))


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        ({"text": "好"}, 200, ["请选择您的判断"]),
        ({"judgement": "close"}, 200, ["请填写理由或要求"]),
        ({"judgement": "burn", "text": "好"}, 200, ["您的判断里没有这一项，请从列出的选项中选择"]),
        (
            {"judgement": "send_back", "text": "好", "due_on": "2023-12-01"},
            409,
            ["整改期限2023年12月1日已经过去。请选今天或以后的日期。"],
        ),
    ],
)
def test_a_judgement_that_does_not_hold(
    given: dict[str, str], status: int, said: list[str]
) -> None:
    here = scene()
    finding = mended(here)
    answer = as_(here.roles["officer"]).post(act(finding, "judge"), given)
    assert (answer.status_code, errors(answer)) == (status, said)
    kept = tree(answer).xpath("//textarea[@name='text']")[0].text_content().strip()
    assert kept == given.get("text", "")
    finding.refresh_from_db()
    assert finding.state == "mended"


def test_who_reported_does_not_close() -> None:
    here = scene()
    both = here.roles["officer"]
    post(both, here.year.organisation, Post.Role.CLERK)
    finding = here.raised()
    mend(finding=finding, text="改好", by=both, at=NOW)
    client = as_(both)
    answer = client.get(page(finding))
    assert tree(answer).xpath("//input[@name='judgement']/@value") == ["send_back", "dismiss"]
    refused = client.post(act(finding, "judge"), {"judgement": "close", "text": "好"})
    assert (refused.status_code, len(errors(refused))) == (409, 1)


@pytest.mark.parametrize("role", [*INSIDE, "other clerk", "administrator"])
def test_nobody_else_judges(role: str) -> None:
    here = scene()
    finding = mended(here)
    given = {"judgement": "close", "text": "好"}
    answer = as_(here.roles[role]).post(act(finding, "judge"), given)
    assert answer.status_code == (409 if role in INSIDE else 404)
    finding.refresh_from_db()
    assert finding.state == "mended"


@pytest.mark.parametrize("role", ["first", "second", "final", "officer"])
def test_nobody_else_reports(role: str) -> None:
    here = scene()
    finding = here.raised()
    answer = as_(here.roles[role]).post(act(finding, "mend"), {"text": "改好了"})
    assert (answer.status_code, len(errors(answer))) == (409, 1)
    finding.refresh_from_db()
    assert finding.state == "open"


NEW = reverse("desk:finding_new")
FILLED = {
    "basis": "kind:misprint",
    "what": "标题有错别字",
    "object_title": "招生通知",
    "url": "https://example.invalid/2",
    "evidence": "",
    "count": "2",
    "happened_on": "2023-12-01",
}


def test_a_person_raises_a_finding() -> None:
    here = scene()
    given = FILLED | {"organisation": str(here.year.organisation.pk)}
    answer = as_(here.roles["officer"]).post(NEW, given)
    finding = Finding.objects.get()
    assert answer.headers["Location"] == page(finding)
    assert (finding.kind, finding.rule, finding.count, finding.month, finding.found_by) == (
        "misprint", "misprint", 2, "2023-12", here.roles["officer"],
    )  # fmt: skip


def test_a_rule_alone_is_basis_enough() -> None:
    here = scene()
    given = FILLED | {"organisation": str(here.year.organisation.pk), "basis": "rule:mending_poor"}
    as_(here.roles["officer"]).post(NEW, given)
    assert Finding.objects.get().rule == "mending_poor"


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"organisation": ""}, 200, ["请选择单位"]),
        ({"count": "0"}, 200, ["数量不能小于 1"]),
        (
            {"url": "", "evidence": ""},
            409,
            [
                "没有佐证，不能扣分。请填写网址，或写明在哪里、怎样看到的（条例第四十七条，监督检查）。"
            ],
        ),
        ({"happened_on": "2023-12-05"}, 409, ["发生日期2023年12月5日还没有到。请核对后重新填写。"]),
        (
            {"url": "javascript:alert(1)"},
            409,
            ["网址“javascript:alert(1)”不能用。请填以 http://、https:// 或 / 开头的地址。"],
        ),
    ],
)
def test_what_cannot_be_raised_stays_in_the_form(
    change: dict[str, str], status: int, said: list[str]
) -> None:
    here = scene()
    given = FILLED | {"organisation": str(here.year.organisation.pk)} | change
    answer = as_(here.roles["officer"]).post(NEW, given)
    assert (answer.status_code, errors(answer)) == (status, said)
    assert (
        tree(answer).xpath("//textarea[@name='what']")[0].text_content().strip() == FILLED["what"]
    )
    assert Finding.objects.count() == 0


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_raises(role: str) -> None:
    here = scene()
    assert as_(here.roles[role]).get(NEW).status_code == allowed(*OFFICE)(role)


def test_a_locked_month_keeps_its_findings() -> None:
    here = scene()
    finding = here.raised()
    given = {"judgement": "dismiss", "text": "看错了"}
    compute(month=NOVEMBER, at=NOW)
    from_head = as_(here.roles["openness head"])
    from_head.post(reverse("desk:score_lock", args=[NOVEMBER]))
    answer = from_head.get(page(finding))
    assert tree(answer).xpath("//input[@name='judgement']") == []
    refused = from_head.post(act(finding, "judge"), given)
    assert (refused.status_code, len(errors(refused))) == (409, 1)


def test_the_day_of_the_page_is_the_day_in_china() -> None:
    here = scene()
    finding = here.raised()
    Finding.objects.filter(pk=finding.pk).update(due_on=moment(NOW.date()).date())
    answer = as_(here.roles["clerk"]).get(page(finding))
    (clock,) = tree(answer).xpath("//div[@class='row noprint']//span[contains(@class,'clock')]")
    assert text(clock).startswith("今天 24:00 到期")
