"""Months, scores and the notice: what is shown, to whom, and what locking does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.work.inspection.actions.finding import dismiss
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.models.notice import Notice
from gongkai.work.inspection.models.score import Month
from tests.faces.desk.inspection.scene import INSIDE, NOW, OFFICE, ROLES, Scene, allowed, scene
from tests.faces.desk.ledger.reading import as_, errors, links, note, query_count, rows, text, tree
from tests.factories import department, moment
from tests.work.inspection.world import NOVEMBER

pytestmark = pytest.mark.django_db

MONTHS = reverse("desk:scores")
MONTH = reverse("desk:scores_month", args=[NOVEMBER])
COMPUTE = reverse("desk:score_compute", args=[NOVEMBER])
LOCK = reverse("desk:score_lock", args=[NOVEMBER])
NOTICE = reverse("desk:notice", args=[NOVEMBER])
DRAFT = reverse("desk:notice_draft", args=[NOVEMBER])
FILE = reverse("desk:notice_file", args=[NOVEMBER])
OWN = reverse("desk:score", args=[NOVEMBER, "jyj"])
OTHER = reverse("desk:score", args=[NOVEMBER, "czj"])


def computed() -> Scene:
    """November with two misprints of the first department, whose duties are all done."""
    here = scene()
    here.year.train(date(2023, 10, 12))
    here.year.publish(date(2023, 10, 20))
    here.raised(object_title="招生通知", count=2)
    compute(month=NOVEMBER, at=NOW)
    return here


def figures(answer: Any) -> dict[str, str]:
    """The figures on top of the page by their labels."""
    found = tree(answer).xpath("//main//dl[@class='stats']/div")
    return {text(one.find("dt")): text(one.find("dd")) for one in found}


def stop_at(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment(day, 10))


def test_the_months_since_the_first_plan_are_listed() -> None:
    here = computed()
    shown = rows(as_(here.roles["officer"]).get(MONTHS), "各月考核")
    assert [(row[0], row[1], row[3]) for row in shown] == [
        ("2023年12月", "暂计", "—"),
        ("2023年11月", "待锁定", "99"),
        ("2023年10月", "还没计算", "—"),
        ("2023年9月", "还没计算", "—"),
        ("2023年8月", "还没计算", "—"),
        ("2023年7月", "还没计算", "—"),
    ]


def test_a_month_shows_everybody_to_the_office() -> None:
    here = computed()
    answer = as_(here.roles["officer"]).get(MONTH)
    assert rows(answer, "各单位得分") == [
        ["1", "财政局", "100", "优秀", "0", "0", "0"],
        ["2", "教育局", "98", "优秀", "2", "0", "1"],
    ]
    assert figures(answer) == {
        "参加考核": "2个单位",
        "平均": "99分",
        "最高": "100分",
        "最低": "98分",
        "有扣分的": "1个单位",
    }


@pytest.mark.parametrize("role", [*INSIDE, "other clerk"])
def test_a_department_sees_its_own_line_and_no_other(role: str) -> None:
    here = computed()
    client = as_(here.roles[role])
    mine = {"other clerk": ["财政局"]}.get(role, ["教育局"])
    answer = client.get(MONTH)
    assert [row[1] for row in rows(answer, "各单位得分")] == mine
    assert set(figures(answer)) == {"参加考核", "平均"}
    statuses = {"教育局": client.get(OWN).status_code, "财政局": client.get(OTHER).status_code}
    assert statuses == {name: 200 if name in mine else 404 for name in statuses}


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_what(role: str) -> None:
    here = computed()
    client = as_(here.roles[role])
    everybody = allowed(*INSIDE, *OFFICE, "other clerk")(role)
    office, lead = allowed(*OFFICE)(role), allowed("openness head")(role)
    found = {name: client.get(name).status_code for name in (MONTHS, MONTH, NOTICE, LOCK)}
    assert found == {MONTHS: everybody, MONTH: everybody, NOTICE: office, LOCK: lead}
    posted = [client.post(name).status_code for name in (COMPUTE, DRAFT)]
    assert posted == [302 if office == 200 else 403] * 2
    assert client.get(FILE).status_code == office


@pytest.mark.parametrize("month", ["2023-13", "2023-1", "abcdefg", "2023-11-01"])
def test_what_is_no_month_has_no_page(month: str) -> None:
    here = computed()
    client = as_(here.roles["openness head"])
    names = ("scores_month", "score_lock", "notice", "notice_file")
    found = [client.get(reverse(f"desk:{one}", args=[month])).status_code for one in names]
    assert found == [404] * 4


def test_a_score_explains_every_point() -> None:
    here = computed()
    answer = as_(here.roles["clerk"]).get(OWN)
    (row,) = rows(answer, "扣分明细")
    finding = here.year.organisation.findings.get()
    assert row[1:5] == [f"{finding.number}错别字或排版错误", "每项扣 1 分", "−2", "待整改"]
    assert row[5].startswith("招生通知：按“")
    assert links(answer, reverse("desk:finding", args=[finding.pk])) != []
    assert figures(answer) == {
        "得分（暂计）": "98分", "扣分 1 项": "−2分", "全部单位平均": "99分",
        "2 个单位中排第": "2", "等次": "优秀",
    }  # fmt: skip
    total = tree(answer).xpath("//tfoot//th")[0]
    assert text(total) == "合计（100 − 2）"


def test_a_department_sees_its_months_with_chart_and_table() -> None:
    here = computed()
    compute(month="2023-10", at=NOW)
    answer = as_(here.roles["clerk"]).get(MONTHS)
    shown = [[row[0], row[1], row[3]] for row in rows(answer, "教育局各月得分，最近的在前")]
    assert shown[0] == ["2023年11月", "98", "2/2"]
    assert [row[0] for row in shown] == ["2023年11月", "2023年10月"]
    charted = rows(answer, "教育局各月得分与平均分")
    assert [row[0] for row in charted] == ["10月", "11月"]


def test_before_anything_is_computed_the_pages_say_so() -> None:
    here = scene()
    said = {
        role: text(tree(as_(here.roles[role]).get(address)).xpath("//main//*[@class='empty']")[0])
        for role, address in (("clerk", MONTHS), ("officer", MONTH))
    }
    assert said == {
        "clerk": "本单位还没有考核得分。政务公开办每月计算一次，算好以后在这里查看。",
        "officer": "这个月还没有计算得分。",
    }
    assert as_(here.roles["clerk"]).get(OWN).status_code == 404


def test_computing_is_a_button_of_the_office() -> None:
    here = scene()
    answer = as_(here.roles["officer"]).post(COMPUTE, follow=True)
    assert note(answer) == ["已按现在的情况计算2023年11月考核。"]
    assert Month.objects.get().month == NOVEMBER


def test_what_is_found_later_makes_the_month_stale() -> None:
    here = computed()
    wrong = here.raised(what="又一处")
    client = as_(here.roles["officer"])
    assert tag_of_month(client) == "待锁定"
    type(wrong).objects.filter(pk=wrong.pk).update(found_at=moment(NOW.date(), 11))
    assert tag_of_month(client) == "要重新计算"
    compute(month=NOVEMBER, at=moment(NOW.date(), 12))
    assert tag_of_month(client) == "待锁定"
    dismiss(finding=wrong, text="看错了", by=here.roles["officer"], at=moment(NOW.date(), 13))
    assert tag_of_month(client) == "要重新计算"


def tag_of_month(client: Any) -> str:
    return text(tree(client.get(MONTH)).xpath("//div[@class='phead']//span[@class]")[0])


def test_locking_tells_its_consequences_and_locks_what_was_seen() -> None:
    here = computed()
    client = as_(here.roles["openness head"])
    page = client.get(LOCK)
    seen = tree(page).xpath("//input[@name='seen']/@value")
    assert seen == [Month.objects.get().digest]
    assert len(tree(page).xpath("//section[.//h2='锁定以后']//li")) == 4
    answer = client.post(LOCK, {"seen": seen[0]}, follow=True)
    assert note(answer) == ["已锁定2023年11月考核，得分不再改变。"]
    assert Month.objects.get().locked_by == here.roles["openness head"]
    assert tree(client.get(LOCK)).xpath("//input[@name='seen']") == []
    assert client.post(COMPUTE).status_code == 409


def test_scores_that_changed_since_are_not_locked() -> None:
    here = computed()
    client = as_(here.roles["openness head"])
    answer = client.post(LOCK, {"seen": "0" * 64})
    assert (answer.status_code, len(errors(answer))) == (409, 1)
    assert Month.objects.get().locked_at is None


def test_a_month_is_not_locked_before_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    here = computed()
    stop_at(monkeypatch, date(2023, 11, 30))
    client = as_(here.roles["openness head"])
    assert tree(client.get(LOCK)).xpath("//input[@name='seen']") == []
    answer = client.post(LOCK)
    assert (answer.status_code, len(errors(answer))) == (409, 1)


def test_pages_ask_alike_for_few_and_many() -> None:
    here = computed()
    office, mine = as_(here.roles["officer"]), as_(here.roles["clerk"])
    pages = [(office, MONTHS), (office, MONTH), (mine, MONTHS), (mine, OWN)]
    few = [query_count(*one) for one in pages]
    for n in range(4):
        here.raised(what=f"错别字{n}")
        there = department(f"dw{n}", f"单位{n}")
        here.raised(what=f"别处{n}").__class__.objects.filter(what=f"别处{n}").update(
            organisation=there
        )
    for month in (NOVEMBER, "2023-10", "2023-09"):
        compute(month=month, at=NOW)
    assert len(rows(office.get(MONTH), "各单位得分")) == 6
    assert [query_count(*one) for one in pages] == few


def test_the_notice_is_drafted_read_and_downloaded() -> None:
    here = computed()
    client = as_(here.roles["officer"])
    assert client.get(FILE).status_code == 404
    answer = client.post(DRAFT, follow=True)
    kept = Notice.objects.get()
    article = tree(answer).xpath("//article")[0]
    assert text(article.find("h2")) == kept.title
    assert [text(one) for one in article.iter("h3")] == [
        one["heading"] for one in kept.sections if one["heading"]
    ]
    shown = [text(one) for one in article.xpath("p") if not text(one).startswith("（草稿")]
    assert shown == [words for one in kept.sections for words in one["paragraphs"]]
    tables = [one["table"] for one in kept.sections if one["table"]]
    assert [rows(answer, one["title"]) for one in tables] == [
        [[" ".join(cell.split()) for cell in row] for row in one["rows"]] for one in tables
    ]
    file = client.get(FILE)
    assert file.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''2023%E5%B9%B411%E6%9C%88%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80"
        "%E6%A3%80%E6%9F%A5%E8%80%83%E6%A0%B8%E9%80%9A%E6%8A%A5%EF%BC%88%E8%8D%89%E7%A8%BF"
        "%EF%BC%89.docx"
    )
    assert file.content.startswith(b"PK")


def test_the_notice_after_the_lock_is_final() -> None:
    here = computed()
    lock(month=NOVEMBER, by=here.roles["openness head"], at=moment(NOW.date(), 9))
    client = as_(here.roles["officer"])
    assert client.post(DRAFT).status_code == 302
    page = client.get(NOTICE)
    assert tree(page).xpath("//form[@id='draft']") == []
    assert client.post(DRAFT).status_code == 409
