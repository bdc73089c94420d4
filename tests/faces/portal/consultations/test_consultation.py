"""The public page of a consultation: what it shows, when it takes opinions, what it never tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from gongkai.work.decisions.actions.moderate import hold
from gongkai.work.decisions.actions.terms import prolong, reopen
from gongkai.work.decisions.models.opinion import Opinion, OpinionFile
from tests.factories import moment
from tests.work.decisions.consult_scene import (
    AT,
    CLOSES,
    LAST_SECOND,
    TEXT,
    Scene,
    entered,
    opened,
    prepared,
    said,
)

pytestmark = pytest.mark.django_db
PAGE = "/decisions/2026-03/consultations/1/"
CLAUSE, WHOLE = f"{PAGE}clauses/a5/", f"{PAGE}whole/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(autouse=True)
def fresh_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def on(at: datetime) -> Any:
    return time_machine.travel(at, tick=False)


def texts(answer: Any, path: str) -> list[str]:
    page = html.document_fromstring(answer.content.decode())
    return [" ".join(one.text_content().split()) for one in page.xpath(path)]


def errors(answer: Any) -> list[str]:
    return texts(answer, "//section[@class='errors']//li")


def receipt(answer: Any) -> dict[str, str]:
    return dict(zip(texts(answer, "//main//dt"), texts(answer, "//main//dd"), strict=True))


def test_the_page_shows_the_draft_the_days_left_and_who_spoke_how() -> None:
    made = opened()
    said(made, clause="a5")
    entered(made, clause="a5")
    with on(moment(date(2026, 9, 16))):
        answer = Client().get(PAGE)
    assert texts(answer, "//section[@aria-labelledby='h-left']/h2") == [
        "还剩 5 天，9 月 21 日 24 时截止"
    ]
    assert texts(answer, "//section[@aria-labelledby='h-left']/p")[0] == (
        "2026年8月20日开始，共 32 天。已收到 2 条意见：本平台 1 条，信函 1 条。"
    )
    assert texts(answer, "//article/h3")[1:] == ["第一条", "第五条", "第八条"]
    assert texts(answer, "//article/p[@class='facts']") == [
        "还没有意见", "还没有意见", "已有 2 条意见", "还没有意见",
    ]  # fmt: skip
    assert len(texts(answer, "//article//form")) == 4


def test_before_it_is_public_there_is_no_page() -> None:
    prepared()
    with on(AT):
        for url in (PAGE, CLAUSE, WHOLE, "/decisions/2026-03/feedback/"):
            assert Client().get(url).status_code == 404
    assert Client().post(CLAUSE, {"text": TEXT}).status_code == 404


def test_an_opinion_is_given_without_account_or_script_and_its_secret_shown_once() -> None:
    opened()
    client = Client(enforce_csrf_checks=True)
    with on(AT):
        page = html.document_fromstring(client.get(PAGE).content.decode())
        form = page.xpath("//article[@id='c-a5']//form")[0]
        sent = dict(form.form_values()) | {"text": TEXT}
        answer = client.post(form.get("action"), sent)
        again = client.post(form.get("action"), sent)
        told = receipt(answer)
        assert told == receipt(again)
        assert Opinion.objects.count() == 1
        assert (told["征求意见编号"], told["意见编号"], told["对哪一条"]) == (
            "2026-03-1", "Y-0001", "第五条",
        )  # fmt: skip
        assert answer["Cache-Control"] == "no-store, private"
        found = Client().post("/decisions/opinion/", {
            "consultation": "2026-03-1", "number": "y1", "secret": told["查询码"].lower(),
        })  # fmt: skip
        assert texts(found, "//h1") == ["意见 Y-0001 的处理结果"]
        assert texts(found, "//section[@aria-labelledby='h-fate']/h2") == ["正在研究处理"]
        for url in (PAGE, CLAUSE):
            assert told["查询码"] not in client.get(url).content.decode()


@pytest.mark.parametrize("change", [
    {"consultation": "2026-03-2"}, {"consultation": "x"}, {"number": "2"}, {"secret": "K7QM"},
])  # fmt: skip
def test_wrong_numbers_and_secrets_answer_alike(change: dict[str, str]) -> None:
    secret = said(opened()).secret
    given = {"consultation": "2026-03-1", "number": "1", "secret": secret} | change
    with on(AT):
        assert errors(Client().post("/decisions/opinion/", given)) == [
            "征求意见编号、意见编号或者查询码不对。请对照回执核对；查询码遗失的不能找回。"
        ]


def test_one_second_after_the_end_it_is_refused_and_nothing_typed_is_lost() -> None:
    opened()
    with on(LAST_SECOND):
        assert Client().post(WHOLE, {"text": TEXT}).status_code == 200
    with on(LAST_SECOND + timedelta(seconds=1)):
        answer = Client().post(WHOLE, {"text": "晚了的意见"})
        assert (answer.status_code, errors(answer)) == (409, [
            "征求意见已于2026年9月21日24时截止，这条意见没有收入。以后的进展会在本页公布。"
        ])  # fmt: skip
        assert texts(answer, "//section[@aria-labelledby='h-form']//div[@class='panel']") == [
            "晚了的意见"
        ]
        page = Client().get(PAGE)
        assert texts(page, "//form[@method='post']") == []
        assert texts(page, "//h2[@id='h-then']") == ["接下来"]
    assert Opinion.objects.count() == 1


def test_changes_of_the_term_are_told() -> None:
    made = opened()
    prolong(
        consultation=made.consultation, closes_on=date(2026, 9, 28), reason="应群众要求",
        by=made.here.clerk, at=moment(CLOSES),
    )  # fmt: skip
    reopen(
        consultation=made.consultation, closes_on=date(2026, 10, 20), reason="补充材料",
        by=made.here.clerk, at=moment(date(2026, 10, 9)),
    )  # fmt: skip
    with on(moment(date(2026, 10, 9))):
        assert texts(Client().get(PAGE), "//section[@aria-labelledby='h-left']/p")[1:] == [
            "2026年9月21日延长：截止日期由 2026年9月21日 改为 2026年9月28日，原因：应群众要求",
            "2026年10月9日重新开放：截止日期由 2026年9月28日 改为 2026年10月20日，原因：补充材料",
        ]


def test_what_is_wrong_is_said_beside_what_was_typed() -> None:
    opened()
    with on(AT):
        answer = Client().post(CLAUSE, {
            "text": "", "email": "x", "attached": SimpleUploadedFile("空.png", b""),
        })  # fmt: skip
        assert len(errors(answer)) == 3
        bad = Client().post(CLAUSE, {
            "text": TEXT, "attached": SimpleUploadedFile("a.png", b"not a picture"),
        })  # fmt: skip
        assert bad.status_code == 409
        assert texts(bad, "//textarea") == [TEXT]
        good = Client().post(CLAUSE, {"text": TEXT, "attached": SimpleUploadedFile("a.png", PNG)})
    assert good.status_code == 200
    assert OpinionFile.objects.get().file.name == "附件1.png"


def test_one_address_cannot_send_without_end() -> None:
    opened()
    with on(AT):
        codes = [Client().post(CLAUSE, {"text": f"第 {n} 条意见"}).status_code for n in range(31)]
    assert codes == [200] * 30 + [429]
    assert Opinion.objects.count() == 30


def secrets_of(made: Scene) -> tuple[str, ...]:
    """What stands in the database and must never be read in public."""
    one = said(
        made, "我是米有为，电话 13800138000，建议降价。", name="米有为", email="mi@example.com",
        clause="a5", files=[("照片.png", PNG)],
    )  # fmt: skip
    held = said(made, "骂人的话不展示", clause="a5").opinion
    hold(opinion=held, reason="含有辱骂", by=made.here.clerk, at=AT)
    spam = said(made, "<script>steal()</script>很好", clause="a5")
    return (
        "米有为", "13800138000", "mi@example.com", "骂人的话", "含有辱骂", "附件1", one.secret,
        spam.secret, "<script>steal()",
    )  # fmt: skip


def test_nobody_reads_names_contacts_files_or_held_texts() -> None:
    made = opened()
    hidden = secrets_of(made)
    live = made.consultation.record.live.index_number  # type: ignore[union-attr]
    urls = [
        PAGE, CLAUSE, WHOLE, "/", f"/records/{live}/", f"/api/v1/records/{live}/", "/feed.atom",
        "/search/?q=米有为", "/search/?q=骂人的话",
    ]  # fmt: skip
    with on(AT):
        found = {url: Client().get(url) for url in urls}
    told = {url: [word for word in hidden if word in one.content.decode()
                  and not (word == "米有为" and url.startswith("/search"))
                  and not (word == "骂人的话" and url.startswith("/search"))]
            for url, one in found.items()}  # fmt: skip
    assert told == {url: [] for url in urls}
    assert texts(found[CLAUSE], "//section[@aria-labelledby='h-said']/p")[0] == (
        "共 3 条，其中 1 条暂不展示，同样逐条研究处理。"
    )


def test_a_page_of_many_costs_what_one_of_few_costs(
    django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    made = opened()
    said(made, clause="a5")
    with on(AT):
        client = Client()
        with django_assert_max_num_queries(12) as few:
            client.get(PAGE)
        with django_assert_max_num_queries(12) as few_said:
            client.get(CLAUSE)
        for place in range(45):
            said(made, f"第 {place} 种说法，各不相同", clause="a5")
        with django_assert_num_queries(len(few)):
            client.get(PAGE)
        with django_assert_num_queries(len(few_said)):
            answer = client.get(CLAUSE)
    assert len(texts(answer, "//article//span[@class='num']")) == 20


def test_comments_are_paged_by_number_the_newest_first() -> None:
    made = opened()
    for place in range(45):
        said(made, f"第 {place} 种说法", clause="a5")
    seen, url = [], CLAUSE
    with on(AT):
        while url:
            answer = Client().get(url)
            seen += texts(answer, "//article//span[@class='num']")
            page = html.document_fromstring(answer.content.decode())
            following = page.xpath("//a[@rel='next']/@href")
            url = CLAUSE + re.sub("#.*", "", following[0]) if following else ""
        odd = Client().get(f"{CLAUSE}?before=abc")
        huge = Client().get(f"{CLAUSE}?before={'9' * 30}")
    assert seen == [f"Y-{number:04}" for number in range(45, 0, -1)]
    assert (odd.status_code, huge.status_code) == (200, 200)


def test_unknown_clauses_and_rounds_are_not_there() -> None:
    opened()
    with on(AT):
        for url in (f"{PAGE}clauses/a99/", PAGE.replace("/1/", "/2/"), PAGE.replace("03", "04")):
            assert Client().get(url).status_code == 404
