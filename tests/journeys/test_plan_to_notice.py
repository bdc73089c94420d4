"""From the plan's file to the notice of a month, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from gongkai.work.inspection.actions.score import compute as compute_score
from gongkai.work.inspection.models.score import Score
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.actions.fill import fill_duty
from gongkai.work.ledger.actions.submit import submit_ledger
from gongkai.work.ledger.models.duty import Duty, Occurrence, State
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.duties import organisations_in
from gongkai.work.org.models.person import Person, Post
from tests.factories import person
from tests.journeys.adopting import answer_all, open_questions, upload
from tests.journeys.cast import cast
from tests.journeys.clock import Clock
from tests.journeys.inspecting import close, compute, lock, notice, report
from tests.journeys.public import see_in_public
from tests.journeys.publishing import (
    draft,
    hand_in_ledger,
    link_item,
    mend,
    pass_level,
    send_back,
    send_off,
)
from tests.journeys.scripts import OWN, SEED, Script
from tests.journeys.stage import IN_BROWSER, Visitor, stage

pytestmark = [*IN_BROWSER, pytest.mark.slow]


@pytest.mark.parametrize("script", [OWN, SEED], ids=lambda one: one.name)
def test_plan_to_notice(
    script: Script,
    root: Path,
    live_server: Any,
    clock: Callable[[str], Clock],
    pictures: Path,
) -> None:
    file = script.path(root)
    if not file.exists():
        pytest.skip(f"{script.file} is not beside the project")
    now = clock(script.first_day)
    cast(script, timezone.now())
    with stage(live_server.url, pictures) as enter:
        office, clerk, late = enter(), enter(), enter()
        adopt_plan(office, script, file)
        link_item(office, script)
        now.move_to(script.ledger_day)
        clerk.log_in("clerk")
        hand_in_ledger(clerk, script)
        others_hand_in(script)
        now.move_to(script.writing_day)
        clerk.log_in("clerk")
        written = draft(clerk, script)
        send_off(clerk)
        late.log_in("late")
        assert [late.open(path) for path in vars(written).values()] == [404] * 3
        first, second, final = enter(), enter(), enter()
        for who, name in ((first, "first"), (second, "second"), (final, "final")):
            who.log_in(name)
        send_back(first)
        mend(clerk, written)
        for level, who in enumerate((first, second, final), 1):
            pass_level(who, written, level)
        number = re.fullmatch(r"已发布，索引号 (.+)。", final.said[0])[1]
        see_in_public(enter(), script, number)
        assert fulfilled() == [(script.task, unit) for unit in script.fulfilled]
        now.move_to(script.scoring_day)
        late.log_in("late")
        finding = report(late, script)
        office.log_in("office")
        number = close(office, finding)
        compute(office, script, finding, number)
        head = enter()
        head.log_in("head")
        lock(head, script)
        notice(office, script, number)
        assert_unchanged_by_recompute(office, script)


def adopt_plan(office: Visitor, script: Script, file: Path) -> None:
    office.log_in("office")
    office.keep("office-home")
    upload(office, file.name, file.read_bytes())
    assert office.said == [f"已读出 {script.tasks} 项任务，请逐项核对。"]
    assert office.heading == script.title
    assert open_questions(office) == len(script.founded) + len(script.settled)
    office.keep("adoption", narrow=True)
    answer_all(office, script)
    assert office.text("#h-p") == f"{script.tasks} 项任务都已读清"
    office.keep("adoption-answered")
    assert office.text("section[aria-labelledby=h-go] > p") == outcome(script)
    office.press("采用并分解")
    assert office.said == ["已采用方案，责任事项已经分到各单位。"]
    office.keep("plan-adopted")


def fulfilled() -> list[tuple[int, str]]:
    """Every task that counts as done, and by whom."""
    done = Occurrence.objects.filter(state=State.FULFILLED)
    names = ("duty__task__number", "duty__organisation__name")
    return list(done.order_by("duty__organisation__order").values_list(*names))


def outcome(script: Script) -> str:
    return (
        f"按当前结果，分解为 {script.duties} 条责任事项、{script.occurrences} 条本期应办，"
        f"{script.units} 个单位各得一份台账，{script.ledger_due}前报送。"
        f"另有 {script.later} 项发生时再由您指定单位。采用以后，已核定的内容不能再改。"
    )


def others_hand_in(script: Script) -> None:
    """The other departments do in one go what the clerk did by hand."""
    plan = Plan.objects.get()
    others = list(organisations_in(plan).exclude(name=script.author))
    by = person("各单位信息员", *((one, Post.Role.CLERK) for one in others))
    for one in others:
        for duty in Duty.objects.filter(task__plan=plan, organisation=one):
            fill_duty(duty=duty, section="综合科", person=by.name, by=by, at=timezone.now())
        submit_ledger(plan=plan, organisation=one, by=by, at=timezone.now())


def assert_unchanged_by_recompute(office: Visitor, script: Script) -> None:
    """The locked month stays as it is, whoever asks for it to be computed."""
    before = list(Score.objects.filter(month__month=script.month).order_by("pk").values())
    office.open(f"/desk/scores/{script.month}/")
    assert office.page.get_by_role("button", name="计算得分").count() == 0
    with pytest.raises(Refused) as refusal:
        compute_score(
            month=script.month, at=timezone.now(), by=Person.objects.get(username="office")
        )
    assert refusal.value.code == "month_locked"
    told = StringIO()
    call_command("score", "--month", script.month, "--json", stdout=told)
    scores = {row["organisation"]: row["score"] for row in json.loads(told.getvalue())}
    own = [int(script.lowest)] if script.own_faults else []
    assert sorted(scores.values()) == [*own, 95, *[100] * (script.units - 1)]
    assert list(Score.objects.filter(month__month=script.month).order_by("pk").values()) == before
