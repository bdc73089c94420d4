"""Decisions on the desk: whole ways through the pages, and who may not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.models.decision import Decision, SlotLink, StepFile
from gongkai.work.org.models.person import Person
from tests.faces.clock import Clock
from tests.factories import administrator, clerk, department, officer
from tests.work.decisions.consult_scene import decision as made_decision
from tests.work.decisions.road_scene import (
    CLOSED,
    DONE,
    EARLY,
    SPRING,
    answered,
    fresh,
    heard,
    on_road,
    passed,
    proposed,
    walked,
    written,
)
from tests.work.records.world import World, draft, world

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
PROPOSAL = {
    "title": "青禾区公共停车收费管理办法", "scope": "public_policy", "background": "停车难",
    "planned_on": "2026-12-01", "contact": "",
}  # fmt: skip
ANSWERS = dict.fromkeys(
    ("public_exempt", "needs_hearing", "needs_experts", "has_risk", "touches_market"), "no"
)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    Clock.hang(monkeypatch, SPRING)


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def sent(client: Client, address: str, values: Mapping[str, Any]) -> str:
    """Where the page led to."""
    answer = client.post(address, values)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return str(answer["Location"])


def test_a_department_proposes_and_answers(here: World) -> None:
    desk = as_(here.clerk)
    values = PROPOSAL | {"organisation": here.organisation.pk, "year": "2026"}
    assert sent(desk, "/desk/decisions/propose/", values) == "/desk/decisions/2026-01/questions/"
    assert sent(desk, "/desk/decisions/2026-01/questions/", ANSWERS) == "/desk/decisions/2026-01/"
    one = Decision.objects.get()
    assert (one.kind, one.state, one.has_risk) == ("major", "proposed", False)
    shown = page(desk, "/desk/decisions/2026-01/")
    assert "已申报，等待列入年度目录" in shown
    assert "完成这一环节" not in shown


def test_a_document_begins_at_once(here: World) -> None:
    values = PROPOSAL | {"organisation": here.organisation.pk, "year": "2026", "is_trial": "on"}
    sent(as_(here.clerk), "/desk/decisions/begin/", values)
    one = Decision.objects.get()
    assert (one.kind, one.state, one.is_trial) == ("normative", "on_road", True)


def test_what_is_wrong_with_a_proposal_is_said_on_the_page(here: World) -> None:
    values = PROPOSAL | {
        "organisation": here.organisation.pk, "year": "2026", "planned_on": "2026-01-01",
    }  # fmt: skip
    answer = as_(here.clerk).post("/desk/decisions/propose/", values)
    assert answer.status_code == 409
    assert "计划完成时间 2026年1月1日已过" in answer.content.decode().replace(" 已过", "已过")
    assert Decision.objects.count() == 0


def test_the_page_says_everything_that_is_missing(here: World) -> None:
    made_decision(here, phase="start")
    shown = page(as_(here.clerk), "/desk/decisions/2026-03/")
    assert "还差 7 项" in shown
    assert "还没有回答“需要听证”。" in shown
    assert "没有填写决定启动的日期；请报决策机关决定启动后填写" in shown
    assert "还有 5 个程序问题没有回答" in shown


def test_a_phase_is_written_down_with_its_paper_and_passed(here: World) -> None:
    desk, one = as_(here.clerk), on_road(here)
    address = f"/desk/decisions/{one.code}/"
    seen = desk.get(f"{address}steps/start/").context["form"].initial["seen"]
    values = {
        "seen": seen, "start_proposal_studied_on": "2026-03-02", "start_started_on": "2026-03-05",
    }  # fmt: skip
    assert sent(desk, f"{address}steps/start/", values) == f"{address}#p-start"
    paper = SimpleUploadedFile("论证意见.png", PNG)
    assert sent(desk, f"{address}steps/start/papers/", {"file": paper}) == f"{address}#p-start"
    kept = StepFile.objects.get()
    answer = desk.get(f"{address}papers/{kept.pk}/")
    assert (answer.status_code, answer.content) == (200, PNG)
    assert sent(desk, f"{address}steps/start/pass/", {}) == address
    assert fresh(one).phase == "draft"
    shown = page(desk, address)
    assert ("现在：拟订草案" in shown, "信息员甲办理" in shown) == (True, True)


def test_an_old_form_does_not_undo_what_another_wrote(here: World) -> None:
    desk, one = as_(here.clerk), on_road(here)
    address = f"/desk/decisions/{one.code}/steps/start/"
    seen = desk.get(address).context["form"].initial["seen"]
    written(here, one, Phase.START)
    answer = desk.post(address, {"seen": seen, "start_started_on": "2026-03-09"})
    assert answer.status_code == 409
    assert "您打开之后，别人改过这一环节，没有保存。" in answer.content.decode()


def test_a_gate_that_does_not_hold_is_refused_with_every_reason(here: World) -> None:
    desk, one = as_(here.clerk), on_road(here)
    answer = desk.post(f"/desk/decisions/{one.code}/steps/start/pass/")
    assert answer.status_code == 409
    said = answer.content.decode()
    assert [word in said for word in ("建议研究论证的日期", "决定启动的日期")] == [True, True]


def test_every_phase_has_its_page(here: World) -> None:
    Clock.now = DONE
    one = walked(here, Phase.DELIBERATION)
    answered(
        here, one, DONE, needs_hearing=True, needs_experts=True, has_risk=True, touches_market=True
    )
    desk = as_(here.clerk)
    for phase in Phase:
        on_it = phase not in (Phase.REGISTRATION, Phase.FILING)
        page(desk, f"/desk/decisions/{one.code}/steps/{phase}/", 200 if on_it else 404)
    page(desk, f"/desk/decisions/{one.code}/steps/cellar/", 404)
    shown = page(desk, f"/desk/decisions/{one.code}/")
    assert "现在：听证会" in shown


def test_every_fact_of_a_form_comes_back_as_it_was_stored(here: World) -> None:
    Clock.now = DONE
    one = walked(here, Phase.DELIBERATION)
    step = written(here, one, Phase.DELIBERATION, DONE)
    desk, address = as_(here.clerk), f"/desk/decisions/{one.code}/steps/deliberation/"
    form = desk.get(address).context["form"]
    values = {
        name: value for name in form.fields if (value := form[name].value()) not in (None, "")
    }
    sent(desk, address, values)
    assert fresh(one).steps.get(phase="deliberation").facts == step.facts


def test_a_slot_is_filled_from_a_list_or_by_a_new_draft(here: World) -> None:
    desk, one = as_(here.clerk), on_road(here)
    record, address = draft(here, SPRING), f"/desk/decisions/{one.code}/"
    back = f"{address}#slots"
    assert sent(desk, f"{address}slots/background/", {"record": record.pk}) == back
    place = sent(desk, f"{address}slots/result/begin/", {})
    made = SlotLink.objects.get(slot="result").record
    assert place == f"/desk/records/{made.pk}/edit/"
    shown = page(desk, address)
    assert shown.count("取消归集</button>") == 2
    link = SlotLink.objects.get(slot="background")
    assert sent(desk, f"{address}links/{link.pk}/drop/", {}) == back
    foreign = draft(world("qtj", "其他局"), SPRING)
    answer = desk.post(f"{address}slots/background/", {"record": foreign.pk})
    assert answer.status_code == 200
    assert "信息里没有这一项" in answer.content.decode()


def test_a_decision_is_split_and_merged_and_ended(here: World) -> None:
    Clock.now = CLOSED
    desk, one = as_(here.clerk), heard(here)
    address = f"/desk/decisions/{one.code}/"
    values = {"parts": "路内停车\n路外停车\n", "planned_on": "2026-12-01", "reason": "分开办"}
    assert sent(desk, f"{address}split/", values) == address
    first, second = Decision.objects.filter(split_from=one).order_by("pk")
    assert (first.title, second.phase) == ("路内停车", "public")
    assert "拆分为" in page(desk, address)
    sent(desk, f"/desk/decisions/{first.code}/merge/", {"into": second.pk, "reason": "还是一起办"})
    assert fresh(first).merged_into == second
    sent(desk, f"/desk/decisions/{second.code}/end/", {"reason": "条件变化"})
    assert fresh(second).state == "ended"
    sent_again = desk.post(f"/desk/decisions/{second.code}/end/", {"reason": "条件变化"})
    assert sent_again.status_code == 409


def test_the_office_declines_and_a_department_does_not(here: World) -> None:
    Clock.now = EARLY
    one = proposed(here)
    address = f"/desk/decisions/{one.code}/decline/"
    assert as_(here.clerk).post(address, {"reason": "不办"}).status_code == 403
    sent(as_(officer()), address, {"reason": "不属于重大事项"})
    assert fresh(one).state == "declined"
    assert "不属于重大事项" in page(as_(here.clerk), f"/desk/decisions/{one.code}/")


def test_decisions_of_other_departments_do_not_exist(here: World) -> None:
    one, other = on_road(here), as_(clerk(department("qtj", "其他局")))
    addresses = [
        f"/desk/decisions/{one.code}/{rest}"
        for rest in ("", "edit/", "questions/", "steps/start/", "end/", "split/", "slots/result/")
    ]
    assert [other.get(address).status_code for address in addresses] == [404] * 7
    acts = [f"/desk/decisions/{one.code}/{rest}" for rest in ("steps/start/pass/", "end/")]
    assert [other.post(address, {"reason": "x"}).status_code for address in acts] == [404] * 2
    assert one.title not in page(other, "/desk/decisions/")
    assert fresh(one).state == "on_road"


def test_whoever_shares_it_looks_and_does_not_write(here: World) -> None:
    one, place = on_road(here), department("qtj", "其他局")
    one.others.add(place)
    other = as_(clerk(place))
    assert "回答或修改" not in page(other, f"/desk/decisions/{one.code}/")
    page(other, f"/desk/decisions/{one.code}/edit/", 403)


def test_the_office_sees_all_and_an_administrator_nothing(here: World) -> None:
    one = on_road(here)
    office = as_(officer())
    assert one.title in page(office, "/desk/decisions/")
    page(office, f"/desk/decisions/{one.code}/edit/", 403)
    page(as_(administrator()), "/desk/decisions/", 403)


def test_the_list_is_narrowed_and_costs_the_same_for_many(here: World) -> None:
    desk = as_(here.clerk)
    made_decision(here, code="2026-01", title="甲办法")
    page(desk, "/desk/decisions/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        page(desk, "/desk/decisions/")
    for number in range(2, 9):
        made_decision(here, code=f"2026-0{number}", title=f"第{number}件")
    made_decision(here, code="2025-01", year=2025, title="旧规划", kind="normative", state="done")
    with CaptureQueriesContext(connection) as many:
        page(desk, "/desk/decisions/")
    assert len(many) == len(one)
    found = page(desk, "/desk/decisions/?year=2025&kind=normative&state=done")
    assert ("旧规划" in found, "甲办法" in found) == (True, False)


def test_a_phase_that_is_passed_is_read_only(here: World) -> None:
    one = on_road(here)
    passed(here, one, Phase.START)
    desk, address = as_(here.clerk), f"/desk/decisions/{one.code}/steps/start/"
    assert "这一环节已经完成，不能再改。" in page(desk, address)
    answer = desk.post(address, {"start_started_on": "2026-03-09"})
    assert answer.status_code == 409
    assert one.steps.get(phase="start").facts["start_started_on"] == date(2026, 3, 5).isoformat()
