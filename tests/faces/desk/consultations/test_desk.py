"""The desk of a consultation from its draft to the feedback, as a clerk clicks through it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.feedback import Feedback, OtherForm
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.records.models.record import Record
from tests.faces.desk.consultations.conftest import NOW
from tests.faces.desk.foi.reading import as_, rows, said, shown, url
from tests.work.decisions.consult_scene import PLAN, Scene, decision, entered, opened, publish
from tests.work.decisions.consult_scene import said as spoke
from tests.work.decisions.test_opinion_entering import BAD, GOOD, xlsx
from tests.work.records.world import world

pytestmark = pytest.mark.django_db
DAY = NOW.date()
REASON = "成本测算不支持，另行研究。"


def planned(**changed: Any) -> dict[str, Any]:
    given = vars(PLAN) | {"opens_on": DAY, "closes_on": DAY + timedelta(days=30)} | changed
    return {name: value for name, value in given.items() if value is not None}


def test_from_the_draft_to_the_first_day() -> None:
    here = world("jsj", "建设局")
    what, client = decision(here), as_(here.clerk)
    page = client.get(url("consultations"))
    assert shown(page, "//ul[@class='acts']//b") == [what.title]
    short = client.post(
        url("consultation_new", what.code), planned(closes_on=DAY + timedelta(days=7))
    )
    assert (short.status_code, len(said(short))) == (409, 1)
    assert said(short)[0].startswith("征求意见的期限：征求意见的期限只有 7 日")
    client.post(url("consultation_new", what.code), planned())
    one = Consultation.objects.get()
    page = client.get(url("consultation", one.pk))
    assert shown(page, "//details/summary") == [
        "青禾区公共停车收费管理办法", "第一章 总则 第一条", "第二章 收费 第五条",
        "第二章 收费 第八条",
    ]  # fmt: skip
    client.post(url("consultation_announce", one.pk))
    early = client.post(url("consultation_open", one.pk))
    assert early.status_code == 409
    record = Record.objects.get()
    publish(here, record, NOW)
    client.post(url("consultation_open", one.pk))
    one.refresh_from_db()
    assert (one.state, one.opens_on) == ("consulting", DAY)
    assert client.get(url("consultation", one.pk)).status_code == 200


def test_a_word_file_takes_the_place_of_the_text() -> None:
    here = world("jsj", "建设局")
    what = decision(here)
    paper, stream = Document(), BytesIO()
    for line in ("办法", "第一条 来自文件。", "第二条 也来自文件。"):
        paper.add_paragraph(line)
    paper.save(stream)
    word = SimpleUploadedFile("稿.docx", stream.getvalue())
    as_(here.clerk).post(url("consultation_new", what.code), planned(word=word))
    assert list(Clause.objects.values_list("key", "text")) == [
        ("p1", "办法"), ("a1", "第一条 来自文件。"), ("a2", "第二条 也来自文件。"),
    ]  # fmt: skip


def test_terms_and_channels(spoken: Scene) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    client.post(url("consultation_prolong", pk), {"closes_on": "2026-09-28", "reason": "应要求"})
    client.post(url("consultation_channel", pk), {
        "code": "newspaper", "on": "2026-08-21", "where": "青禾日报",
    })  # fmt: skip
    text = client.get(url("consultation", pk)).content.decode()
    assert "由 2026-09-21 改为 2026-09-28。原因：应要求" in text
    assert "2026-08-21 报刊：青禾日报" in text
    late = client.post(url("consultation_reopen", pk), {"closes_on": "2026-09-30", "reason": "x"})
    assert (late.status_code, len(said(late))) == (409, 1)


def test_opinions_are_filtered_and_disposed_of_together(spoken: Scene) -> None:
    entered(spoken, "另一条意见，通过来信提出。", at=NOW)
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    found = {
        query: [row[1] for row in rows(client.get(url("opinions", pk) + query), "意见列表")]
        for query in (
            "", "?channel=letter", "?clause=a5", "?clause=whole", "?fate=open", "?fate=not",
            "?held=1", "?group=99", "?before=3", "?before=x&channel=y&group=z",
        )
    }  # fmt: skip
    every = ["Y-0003", "Y-0002", "Y-0001"]
    assert found == {
        "": every, "?channel=letter": ["Y-0003"], "?clause=a5": ["Y-0002", "Y-0001"],
        "?clause=whole": ["Y-0003"], "?fate=open": every, "?fate=not": [], "?held=1": [],
        "?group=99": [], "?before=3": ["Y-0002", "Y-0001"], "?before=x&channel=y&group=z": every,
    }  # fmt: skip
    pick = [f"{one.pk}:0" for one in Opinion.objects.order_by("number")[:2]]
    bare = client.post(url("opinions", pk), {"pick": pick, "disposition": "not", "reason": ""})
    assert (bare.status_code, said(bare)) == (409, [
        "没有写理由。部分采纳和不采纳都要说明理由。请补写。"
    ])  # fmt: skip
    client.post(url("opinions", pk), {"pick": pick, "disposition": "not", "reason": REASON})
    again = client.post(url("opinions", pk), {"pick": pick, "disposition": "adopted"})
    assert (again.status_code, len(said(again))) == (409, 2)
    assert [row[1] for row in rows(client.get(url("opinions", pk) + "?fate=not"), "意见列表")] == [
        "Y-0002", "Y-0001",
    ]  # fmt: skip


def test_the_second_clerk_reads_what_the_first_did(spoken: Scene) -> None:
    at = url("opinion", spoken.consultation.pk, 1)
    given = {"disposition": "partly", "reason": REASON, "edition": "0"}
    first = as_(spoken.here.clerk).post(at, given)
    assert first.status_code == 302
    second = as_(spoken.here.clerk).post(at, given | {"disposition": "adopted"})
    assert (second.status_code, said(second)) == (409, [
        "意见 Y-0001 刚刚由信息员甲处理为“部分采纳”，您的处理没有保存。请看过以后再决定。"
    ])  # fmt: skip
    assert f"理由：{REASON}" in shown(second, "//section[@aria-labelledby='h-now']/p")
    assert Opinion.objects.get(number=1).disposition == "partly"


def test_an_opinion_is_held_back_and_shown_again(spoken: Scene) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    client.post(url("opinion_hold", pk, 1), {"reason": "有电话"})
    assert "暂不展示的原因：有电话" in client.get(url("opinion", pk, 1)).content.decode()
    bare = client.post(url("opinion_release", pk, 1), {"reason": "", "shown": ""}, follow=True)
    assert [str(one) for one in bare.context["messages"]] == ["请填写原因", "请填写公开的内容"]
    client.post(url("opinion_release", pk, 1), {"reason": "已删", "shown": "请降价"})
    assert Opinion.objects.get(number=1).shown == "请降价"


def test_groups_from_the_button_to_the_fate(spoken: Scene) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    client.post(url("opinion_groups", pk))
    group = OpinionGroup.objects.get()
    page = client.get(url("opinion_group", pk, group.pk))
    seen = page.context["seen"]
    client.post(url("opinion_group_confirm", pk, group.pk), {"title": "请降价", "seen": seen})
    stale = client.post(url("opinion_group", pk, group.pk), {
        "disposition": "not", "reason": REASON, "seen": seen,
    })  # fmt: skip
    assert stale.status_code == 409
    seen = client.get(url("opinion_group", pk, group.pk)).context["seen"]
    client.post(url("opinion_group", pk, group.pk), {
        "disposition": "not", "reason": REASON, "seen": seen,
    })  # fmt: skip
    assert set(Opinion.objects.values_list("disposition", flat=True)) == {"not"}
    edition = Opinion.objects.get(number=1).edition
    client.post(url("opinion_move", pk, 1), {"to": "", "edition": edition})
    assert Opinion.objects.get(number=1).disposition == ""
    seen = client.get(url("opinion_group", pk, group.pk)).context["seen"]
    client.post(url("opinion_group_dissolve", pk, group.pk), {"seen": seen})
    assert OpinionGroup.objects.count() == 0


def test_a_table_is_brought_in_and_tells_every_bad_row(spoken: Scene) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    at, data = url("opinion_import", pk), xlsx(*GOOD, *BAD)
    client.post(at, {"table": SimpleUploadedFile("汇总.xlsx", data)})
    page = client.get(at)
    assert [row[0] for row in rows(page, "没有收入的行：汇总.xlsx")] == ["5", "6"]
    again = client.post(at, {"table": SimpleUploadedFile("汇总.xlsx", data)})
    assert (again.status_code, len(said(again))) == (409, 1)
    wrong = client.post(at, {"table": SimpleUploadedFile("别的.xlsx", xlsx(["x"], head=["标题"]))})
    assert said(wrong)[0].startswith("列名对不上：没有找到“意见内容”列。表里的列是：“标题”。")
    made = spoken.consultation.imports.get()
    back = client.get(url("opinion_refused", pk, made.pk))
    assert back["Content-Type"].endswith("spreadsheetml.sheet")
    assert Opinion.objects.count() == 5


def test_files_come_only_as_downloads(spoken: Scene) -> None:
    file = Opinion.objects.get(number=1).files.get()
    answer = as_(spoken.here.clerk).get(url("opinion_file", spoken.consultation.pk, 1, file.pk))
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "image/png")
    other = as_(spoken.here.clerk).get(url("opinion_file", spoken.consultation.pk, 2, file.pk))
    assert other.status_code == 404


def test_entering_one_and_noting_a_talk(spoken: Scene) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    client.post(url("opinion_enter", pk), {
        "channel": "letter", "clause": "a8", "said_on": "2026-08-25", "text": "来信内容",
    })  # fmt: skip
    assert Opinion.objects.get(number=3).clause.key == "a8"  # type: ignore[union-attr]
    code = spoken.decision.code
    client.post(url("other_form", code), {
        "kind": "visit", "on": "2026-08-30", "people": "12", "text": "走访了三个小区",
    })  # fmt: skip
    form = OtherForm.objects.get()
    client.post(url("other_form_drop", code, form.pk))
    assert OtherForm.objects.count() == 0


def test_the_feedback_says_all_that_lacks_and_is_drafted_when_nothing_does(spoken: Scene) -> None:
    client, code = as_(spoken.here.clerk), spoken.decision.code
    page = client.get(url("decision_feedback", code))
    assert shown(page, "//section[@aria-labelledby='h-lack']//li") == [
        "还有一轮征求意见没有截止。请在截止以后起草反馈。",
        "还有 2 条意见没有处理。请逐条或者按归类处理。",
    ]  # fmt: skip
    refused = client.post(url("decision_feedback_draft", code))
    assert refused.status_code == 409
    Consultation.objects.update(state="consulted")
    pick = [f"{one.pk}:0" for one in Opinion.objects.all()]
    client.post(
        url("opinions", spoken.consultation.pk),
        {"pick": pick, "disposition": "adopted", "reason": ""},
    )
    client.post(url("decision_feedback_draft", code), {"introduction": "感谢关心。"})
    assert Feedback.objects.get().introduction == "感谢关心。"
    assert client.get(url("decision_feedback", code)).status_code == 200


@pytest.mark.parametrize("name", ["consultations", "opinions", "opinion_groups"])
def test_long_lists_ask_as_often_as_short_ones(
    spoken: Scene, name: str, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    client, pk = as_(spoken.here.clerk), spoken.consultation.pk
    client.post(url("opinion_groups", pk))
    at = url(name) if name == "consultations" else url(name, pk)
    with django_assert_max_num_queries(30) as few:
        client.get(at)
    count = len(few)
    for place in range(6):
        for text in (f"第{place}种很不一样的说法：{'甲乙丙丁戊己'[place] * 9}",) * 2:
            spoke(spoken, text, at=NOW)
    opened(spoken.here, of=decision(spoken.here, "2026-09"))
    client.post(url("opinion_groups", pk))
    assert OpinionGroup.objects.count() > 3
    with django_assert_num_queries(count):
        client.get(at)
