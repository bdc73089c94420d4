"""Letters: drafted by one, approved by another, in effect when served; whole or not at all."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from docx import Document

from gongkai.rules.letters import CLAUSES, remedy
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.letters import (
    approve,
    draft,
    give_up,
    rewrite,
    send_back,
    serve,
    submit,
)
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import SearchEntry
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import district, moment, officer
from tests.work.foi.scene import Scene, registered, scene

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 10)
AT = moment(DAY)
GRANTED = {"提供情况": "向您提供养护合同的电子文本一份，共三十页。"}
REFUSED_ = {"条款": CLAUSES["E15"].text, "不公开理由": "合同附件是第三方尚未公布的报价清单。"}


def letter(
    here: Scene, request: Request, kind: str = "G11", values: Any = None, **more: Any
) -> Letter:
    more = {"outcome": "3.1"} | more if kind == "G11" else more
    given = GRANTED if values is None and kind == "G11" else values
    return draft(request=request, kind=kind, by=here.clerk, at=AT, values=given, **more)


def approved(here: Scene, one: Letter) -> Letter:
    submit(letter=one, by=here.clerk, at=AT)
    return approve(letter=one, by=here.approver, at=AT)


def served(here: Scene, one: Letter, on: date = DAY) -> None:
    serve(letter=one, way="post", on=on, proof="挂号 1", by=here.clerk, at=moment(on))


def codes(refused: Refused) -> list[str]:
    return [one.code for one in refused.reasons]


def test_a_reply_from_draft_to_service() -> None:
    district()
    here = scene()
    request = registered(here).request
    one = approved(here, letter(here, request))
    assert (one.state, one.number) == ("approved", "交通局公开〔2026〕1号-答")
    request.refresh_from_db()
    assert request.state == "running"
    served(here, one)
    request.refresh_from_db()
    assert (one.state, request.state, request.outcome, request.ended_on) == (
        "sent",
        "decided",
        "3.1",
        DAY,
    )


def test_the_file_says_what_was_approved() -> None:
    district()
    here = scene()
    one = approved(here, letter(here, registered(here).request))
    assert one.file is not None
    said = [part.text for part in Document(BytesIO(read_bytes(one.file))).paragraphs if part.text]
    assert said == [
        "交通局\n政府信息公开申请答复书（予以公开）",
        "交通局公开〔2026〕1号-答",
        "米有为：",
        "我机关于2026年2月5日收到您提出的政府信息公开申请，内容是：二〇二五年道路养护合同。",
        "经审查，您申请的信息属于公开范围。根据《中华人民共和国政府信息公开条例》第三十六条的规定，"
        "答复如下：",
        GRANTED["提供情况"],
        remedy("3.1", "青禾区人民政府"),
        "交通局",
        "2026年2月10日",
    ]


def test_who_asked_stands_in_no_column_and_no_journal() -> None:
    here = scene()
    approved(here, letter(here, registered(here).request))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foi_letter")
        row = repr(cursor.fetchone())
    told = row + " ".join(f"{one.detail} {one.object_id}" for one in Deed.objects.all())
    assert ("米有为" in told, "道路养护" in told) == (False, False)


@pytest.mark.parametrize(
    ("kind", "values", "more", "found"),
    [
        ("G11", {}, {}, ["letter_place_open", "letter_element_missing"]),
        ("G11", GRANTED, {"outcome": ""}, ["letter_outcome_unfit"]),
        ("G13", REFUSED_, {"outcome": "3.3.5"}, ["letter_clause_of_another_row"]),
        (
            "G13",
            REFUSED_ | {"不公开理由": "涉密"},
            {"outcome": "3.3.4"},
            ["letter_reason_too_thin"],
        ),
        ("G15", {"检索情况": "检索了档案室"}, {"outcome": "3.4.1"}, ["letter_without_search"]),
        ("G9", {"延期天数": "21", "延期理由": "需要检索历年档案"}, {}, ["foi_event_unlawful"]),
    ],
)  # fmt: skip
def test_what_keeps_a_letter_from_leaving(
    kind: str, values: dict[str, str], more: dict[str, str], found: list[str]
) -> None:
    here = scene()
    one = letter(here, registered(here).request, kind, values, **more)
    with pytest.raises(Refused) as refused:
        submit(letter=one, by=here.clerk, at=AT)
    assert codes(refused.value) == found
    one.refresh_from_db()
    assert one.state == "draft"


def test_a_reply_that_nothing_exists_rests_on_a_search() -> None:
    here = scene()
    request = registered(here).request
    one = letter(here, request, "G15", {"检索情况": "检索了档案室和办公系统"}, outcome="3.4.1")
    SearchEntry.objects.create(
        request=request,
        place="档案室",
        words="养护合同",
        result="没有",
        on=DAY,
        at=AT,
        by=here.clerk,
    )
    assert submit(letter=one, by=here.clerk, at=AT).state == "submitted"


def test_an_extension_acts_when_it_is_served() -> None:
    here = scene()
    request = registered(here).request
    one = letter(here, request, "G9", {"延期天数": "20", "延期理由": "需要检索历年档案"})
    assert "延期至2026年4月9日以前答复" in one.text
    served(here, approved(here, one))
    request.refresh_from_db()
    assert request.due_on == date(2026, 4, 9)


def test_what_comes_too_late_cannot_be_served() -> None:
    here = scene()
    request = registered(here).request
    values = {"补正事项": "文件名称", "补正指引": "写明文号", "补正期限": "15"}
    one = approved(here, letter(here, request, "G3", values))
    with pytest.raises(Refused) as refused:
        served(here, one, date(2026, 2, 24))
    assert "最迟2026-02-14" in refused.value.values["sentence"]
    one.refresh_from_db()
    request.refresh_from_db()
    assert (one.state, one.deliveries.count(), request.state) == ("approved", 0, "running")


def test_nobody_approves_what_he_drafted() -> None:
    here = scene()
    one = letter(here, registered(here).request)
    submit(letter=one, by=here.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        approve(letter=one, by=here.clerk, at=AT)
    assert refused.value.code == "no_power"
    Letter.objects.filter(pk=one.pk).update(drafted_by=here.approver)
    with pytest.raises(Refused) as refused:
        approve(letter=one, by=here.approver, at=AT)
    assert refused.value.code == "letter_own_draft"


def test_a_letter_goes_back_with_a_reason_and_comes_again() -> None:
    here = scene()
    one = letter(here, registered(here).request)
    submit(letter=one, by=here.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        send_back(letter=one, opinion=" ", by=here.approver, at=AT)
    assert refused.value.code == "letter_return_without_reason"
    send_back(letter=one, opinion="写明页数", by=here.approver, at=AT)
    assert (one.state, one.opinion) == ("returned", "写明页数")
    rewrite(letter=one, values={"提供情况": "三十页"}, outcome="3.1", by=here.clerk, at=AT)
    assert approved(here, one).state == "approved"


def test_an_approved_letter_is_neither_rewritten_nor_given_up() -> None:
    here = scene()
    one = approved(here, letter(here, registered(here).request))
    acts: list[Any] = [
        lambda: rewrite(letter=one, values={}, by=here.clerk, at=AT),
        lambda: give_up(letter=one, by=here.clerk, at=AT),
        lambda: submit(letter=one, by=here.clerk, at=AT),
    ]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "letter_state"


def test_numbers_run_on_by_organisation() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    first = approved(here, letter(here, request, "G2", {}))
    second = approved(here, letter(here, request))
    other = approved(there, letter(there, registered(there).request))
    assert [one.number for one in (first, second, other)] == [
        "交通局公开〔2026〕1号-回",
        "交通局公开〔2026〕2号-答",
        "民政局公开〔2026〕1号-答",
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [({"way": "pigeon"}, "delivery_way_unknown"), ({"proof": " "}, "delivery_without_proof")],
)
def test_service_needs_a_way_and_a_proof(more: dict[str, str], code: str) -> None:
    here = scene()
    one = approved(here, letter(here, registered(here).request))
    with pytest.raises(Refused) as refused:
        serve(
            **({"way": "post", "proof": "挂号 1"} | more),  # type: ignore[arg-type]  # texts only
            letter=one, on=DAY, by=here.clerk, at=AT,
        )  # fmt: skip
    assert (refused.value.code, one.deliveries.count()) == (code, 0)


def test_only_those_of_the_case_write_letters() -> None:
    here, there = scene(), scene("mzj", "民政局")
    request = registered(here).request
    for one in (here.approver, there.clerk, officer()):
        with pytest.raises(Refused) as refused:
            draft(request=request, kind="G2", by=one, at=AT)
        assert refused.value.code == "no_power"
    with pytest.raises(Refused) as refused:
        draft(request=request, kind="G99", by=here.clerk, at=AT)
    assert refused.value.code == "letter_kind_unknown"
    with pytest.raises(Refused) as refused:
        draft(request=request, kind="G2", values={"天气": "晴"}, by=here.clerk, at=AT)
    assert refused.value.code == "letter_field_unknown"
