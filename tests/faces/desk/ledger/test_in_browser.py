"""The ledger pages in a real browser: accessible in every mode, never wider than the screen."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.faces.ui.modes import COOKIE
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.judge import Verdict, judge
from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.org.models.person import Person
from tests.faces.desk.ledger.reading import as_
from tests.faces.desk.ledger.scene import NOW, open_plan
from tests.factories import AT, adopted_plan, clerk, department, group, officer

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
WIDTHS = (1280, 320)
STATES = ("due", "fulfilled", "overdue", "broken", "manual", "kept")


def got(client: Client, address: str, mode: str = "normal") -> str:
    """The page in that mode; asked for before the browser starts, whose loop bars the database."""
    client.cookies[COOKIE] = mode
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def look(pages: list[str]) -> None:
    with browser() as show:
        for html in pages:
            page = show(html)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                found = axe.Axe().run(page).response["violations"]
                assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
                assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.complaints == []
            page.close()


def draft() -> Plan:
    """A draft with questions of several kinds."""
    plan = open_plan("教体局", "各有关部门")
    plan.problems = [{"where": "第3页", "what": "有一行读不清", "task": None, "settled": False}]
    plan.save()
    plan.tasks.filter(order=2).update(deadline_text="适时", deadline=None, categories=None)
    return plan


def worked_plan() -> Plan:
    """An adopted plan with every state, a task for later, filled and unfilled duties."""
    both = group("各有关单位", department(), department("mzj", "民政局"))
    rows = [{"deadline": "8月底前"} for _ in STATES]
    plan = adopted_plan(*rows, {"units": [both]}, {"deadline": "每季度末前"})
    found = list(Occurrence.objects.order_by("id"))
    states = (STATES * len(found))[: len(found)]
    judge(
        verdicts=[Verdict(one.pk, s, "说明。") for one, s in zip(found, states, strict=True)],
        at=NOW,
    )
    for duty in Duty.objects.filter(organisation=department("mzj")):
        fill_duty(
            duty=duty, section="办公室", person="甲", by=None, at=AT,
            milestones=[("初稿", date(2023, 9, 1))],
        )  # fmt: skip
    Responsible.objects.filter(task__order=1).update(means="later", organisation=None)
    return plan


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_plans(mode: str) -> None:
    client, plan = as_(officer()), draft()
    task = plan.tasks.get(order=1)
    row = task.responsibles.first()
    addresses = (
        "/desk/plans/",
        f"/desk/plans/{plan.pk}/",
        f"/desk/plans/{plan.pk}/tasks/{task.pk}/",
        f"/desk/plans/{plan.pk}/tasks/{task.pk}/names/{row.pk}/group/",
    )
    look([got(client, address, mode) for address in addresses])


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_ledgers(mode: str) -> None:
    plan = worked_plan()
    by: Person = clerk(department("mzj"))
    sent = as_(by).post("/desk/ledger/mzj/submit/")["Location"]
    duty = Duty.objects.filter(organisation=department()).first()
    pages = {
        officer(): (f"/desk/plans/{plan.pk}/", "/desk/submissions/", "/desk/ledger/"),
        clerk(department()): ("/desk/ledger/jyj/", f"/desk/ledger/duties/{duty.pk}/",
                              "/desk/ledger/jyj/submit/"),
        by: (sent,),
    }  # fmt: skip
    look([got(as_(person), one, mode) for person, some in pages.items() for one in some])


@pytest.mark.parametrize("mode", ["normal", "dark", "elder"])
def test_public_ledger(mode: str) -> None:
    worked_plan()
    look([got(Client(), address, mode) for address in ("/ledger/", "/ledger/jyj/")])


def test_a_click_on_the_place_lights_up_the_lines() -> None:
    html = got(as_(officer()), f"/desk/plans/{open_plan().pk}/")
    with browser() as show:
        page = show(html)
        page.click("#t1 >> text=原文第 2–3 行")
        assert page.evaluate("document.querySelector('.source ol:target').id") == "s2"
        page.click("#s2 >> text=第1项 >> nth=-1")
        assert page.evaluate("document.activeElement.id") == "t1"
