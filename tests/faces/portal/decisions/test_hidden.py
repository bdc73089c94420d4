"""What the public never sees of decisions, and addresses that keep working."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from gongkai.rules.decisions.phases import Phase
from gongkai.work.decisions.actions import branches, steps
from gongkai.work.decisions.actions.branches import Part
from gongkai.work.decisions.models.decision import Decision
from tests.faces.access.scene import index
from tests.work.decisions.consult_scene import decision as made_decision
from tests.work.decisions.road_scene import (
    CLOSED,
    SPRING,
    answered,
    heard,
    on_road,
    passed,
    proposed,
    written,
)
from tests.work.records.world import World, world

pytestmark = pytest.mark.django_db
WORD = "薤露亭"


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now: datetime = CLOSED
    monkeypatch.setattr(timezone, "now", lambda: now)
    cache.clear()


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


def page(address: str, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_what_is_proposed_declined_or_exempt_has_no_page_and_is_not_found(here: World) -> None:
    title = f"{WORD}改造规划"
    waiting, gone = proposed(here, title=title), proposed(here, title=title)
    steps.end(decision=gone, reason="不办", by=here.clerk, at=SPRING)
    secret = made_decision(here, code="2026-09", title=title)
    answered(here, secret, public_exempt=True, exempt_reason="保守国家秘密法第十三条")
    draft = proposed(here, kind="normative", title=title)
    index()
    for one in (waiting, gone, secret, draft):
        assert title not in page(f"/decisions/{one.code}/", 404)
    for address in ("/decisions/", "/decisions/?year=2026", "/decisions/?tab=open", "/"):
        assert title not in page(address)
    assert title not in page(f"/search/?q={WORD}")
    # It is the rule that hides it: without the exemption the page is there.
    Decision.objects.filter(pk=secret.pk).update(public_exempt=False)
    assert title in page(f"/decisions/{secret.code}/")
    assert title in page("/decisions/?year=2026")


def test_what_was_only_typed_is_not_shown(here: World) -> None:
    one = on_road(here)
    passed(here, one, Phase.START)
    written(here, one, Phase.DRAFT, draft_legal_basis="内部依据甲乙丙")
    written(here, one, Phase.DELIBERATION, deliberation_meeting="区政府第99次常务会议")
    shown = page(f"/decisions/{one.code}/")
    assert ("内部依据甲乙丙" in shown, "第99次" in shown) == (False, False)


def test_the_address_of_what_was_split_or_merged_keeps_working(here: World) -> None:
    whole = heard(here)
    passed(here, whole, Phase.PUBLIC, CLOSED)
    planned = date(2026, 12, 1)
    parts = (Part("路内停车办法", planned), Part("路外停车办法", planned))
    first, second = branches.split(
        decision=whole, parts=parts, reason="分开办理", by=here.clerk, at=CLOSED
    )
    branches.merge(decision=first, into=second, reason="还是一起办", by=here.clerk, at=CLOSED)
    shown = page(f"/decisions/{whole.code}/")
    assert f"拆分为 {first.code}、{second.code}：分开办理" in shown
    assert f'href="/decisions/{second.code}/"' in shown
    ended = page(f"/decisions/{first.code}/")
    assert f"并入 {second.code}：还是一起办" in ended
    assert f'href="/decisions/{second.code}/"' in ended
    # The consultation of the whole is one click from the part that goes on.
    assert f'href="/decisions/{whole.code}/consultations/1/"' in page(f"/decisions/{second.code}/")
