"""The feedback as the public reads it, and what an author finds of an own opinion."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.work.decisions.actions.dispose import dispose_many
from gongkai.work.decisions.actions.moderate import hold
from gongkai.work.decisions.actions.terms import close_over
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.records.models.record import Record
from tests.faces.portal.consultations.test_consultation import PAGE, on, texts
from tests.work.decisions.consult_scene import LATER, Scene, opened, publish, said
from tests.work.decisions.test_feedback import REASON, closed, drafted, told

pytestmark = pytest.mark.django_db
URL = "/decisions/2026-03/feedback/"
__all__ = ["closed"]


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def get(url: str = URL) -> Any:
    with on(LATER):
        return Client().get(url)


def test_before_its_record_is_public_there_is_no_page(closed: Scene) -> None:
    assert get().status_code == 404
    feedback = told(closed)
    assert get().status_code == 200
    Record.objects.filter(pk=feedback.record_id).update(state="withdrawn", live=None)
    assert get().status_code == 404


def test_it_tells_figures_groups_each_opinion_and_reasons(closed: Scene) -> None:
    held = Opinion.objects.get(number=7)
    hold(opinion=held, reason="核对中", by=closed.here.clerk, at=LATER)
    told(closed)
    answer = get()
    assert texts(answer, "//dl[@class='stats']/div") == [
        "收到意见8条", "采纳2条", "部分采纳0条", "不采纳6条",
    ]  # fmt: skip
    assert texts(answer, "//figure//table/tbody/tr") == [
        "本平台7106", "信函1100", "整份文件1100", "第五条6006", "第八条1100",
    ]  # fmt: skip
    assert texts(answer, "//section[@aria-labelledby='h-un']//h3") == ["降低夜间收费"]
    assert texts(answer, "//section[@aria-labelledby='h-gr']//tbody/tr/*") == [
        "降低夜间收费", "6", "不采纳", REASON,
    ]  # fmt: skip
    assert texts(answer, "//section[@aria-labelledby='h-each']//tbody/tr/td") == [
        "Y-0007", "整份文件", "（内容不宜公开，不展示）", "采纳", "已写入草案",
        "Y-0008", "第八条", "来信：建议公示收费标准。", "采纳", "已写入草案",
    ]  # fmt: skip
    text = answer.content.decode()
    hidden = ("米有为", "mi@example.com", "0000-7654321", "残疾人代步车", "核对中")
    assert [word for word in hidden if word in text] == []
    assert texts(get(PAGE), "//section[@aria-labelledby='h-then']//a") == ["看采纳情况反馈"]


def test_an_author_learns_the_answer_when_everybody_does() -> None:
    made = opened()
    one = said(made)
    close_over(at=LATER)
    dispose_many(
        consultation=made.consultation, editions={one.opinion.pk: 0}, disposition="not",
        reason=REASON, by=made.here.clerk, at=LATER,
    )  # fmt: skip
    sent = {"consultation": "2026-03-1", "number": "1", "secret": one.secret}

    def asked() -> list[str]:
        with on(LATER):
            answer = Client().post("/decisions/opinion/", sent)
        return texts(answer, "//section[@aria-labelledby='h-fate']/*")[:2]

    assert asked()[0] == "正在研究处理"
    record = drafted(made).record
    assert record is not None
    publish(made.here, record, LATER)
    assert asked() == ["不采纳", f"理由：{REASON}"]


def test_long_feedback_is_paged_with_the_same_queries(
    django_assert_max_num_queries: Any,
) -> None:
    made = opened()
    for place in range(120):
        said(made, f"第 {place} 种说法")
    close_over(at=LATER)
    rows = list(Opinion.objects.order_by("number"))
    for part in (rows[:100], rows[100:]):
        dispose_many(
            consultation=made.consultation, editions={one.pk: 0 for one in part},
            disposition="adopted", reason="", by=made.here.clerk, at=LATER,
        )  # fmt: skip
    record = drafted(made).record
    assert record is not None
    publish(made.here, record, LATER)
    seen, url, counts = [], URL, []
    while url:
        with on(LATER), django_assert_max_num_queries(14) as asked:
            answer = Client().get(url)
        counts.append(len(asked))
        seen += texts(answer, "//section[@aria-labelledby='h-each']//tbody/tr/td[1]")
        found = answer.context["after"]
        url = f"{URL}?after={found}" if found else ""
    assert seen == [f"Y-{number:04}" for number in range(1, 121)]
    assert len(set(counts)) == 1
    assert get(f"{URL}?after=x").status_code == 200
