"""Preparing, announcing and opening a consultation: whole, public, and long enough."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from gongkai.work.decisions.actions.consult import (
    Plan,
    begin_announcement,
    open_consultation,
    prepare,
    register_channel,
)
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.actions.draft import edit
from tests.factories import clerk, department, moment, officer
from tests.work.decisions.consult_scene import (
    AT,
    CLOSES,
    DRAFT,
    OPENS,
    PLAN,
    Scene,
    decision,
    opened,
    prepared,
    publish,
)
from tests.work.records.world import World, refused_for, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world("jsj", "建设局")


def sentences_of(made: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        made()
    return [str(one.values.get("sentence", one.code)) for one in refused.value.reasons]


def announced(made: Scene, **fields: Any) -> Scene:
    record = begin_announcement(consultation=made.consultation, by=made.here.clerk, at=AT)
    publish(made.here, record, **fields)
    return made


def start(made: Scene, at: Any = AT) -> Consultation:
    return open_consultation(consultation=made.consultation, by=made.here.clerk, at=at)


def test_the_draft_is_cut_into_clauses_that_hold_all_of_it(here: World) -> None:
    made = prepared(here)
    rows = Clause.objects.filter(consultation=made.consultation)
    assert list(rows.values_list("order", "key", "chapter", "heading")) == [
        (1, "p1", "", "青禾区公共停车收费管理办法"), (2, "a1", "第一章 总则", "第一条"),
        (3, "a5", "第二章 收费", "第五条"), (4, "a8", "第二章 收费", "第八条"),
    ]  # fmt: skip
    assert (made.consultation.number, made.consultation.state) == (1, "preparing")
    assert Deed.objects.get(verb="consultation.prepare").detail == {"number": 1, "clauses": 4}


def test_less_than_thirty_days_need_a_reason(here: World) -> None:
    short = OPENS + timedelta(days=29)
    (sentence,) = sentences_of(lambda: prepared(here, closes_on=short))
    assert sentence.startswith("征求意见的期限只有 29 日，少于 30 日")
    assert prepared(here, of=decision(here, "2026-04"), closes_on=OPENS + timedelta(days=30))
    urgent = prepared(
        here, of=decision(here, "2026-05"), closes_on=short, short_reason="汛期将至，急需施行"
    )
    assert urgent.consultation.short_reason == "汛期将至，急需施行"


def test_all_that_is_wrong_is_said_at_once(here: World) -> None:
    empty = {"title": " ", "draft": "\n", "explanation": "", "how": ""}
    assert refused_for(lambda: prepared(here, closes_on=OPENS, **empty)) == [
        "consultation_lacks", "consultation_lacks", "consultation_lacks",
        "consultation_without_draft", "consultation_term",
    ]  # fmt: skip
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize(("fields", "code"), [
    ({"state": "proposed"}, "consultation_off_road"), ({"state": "done"}, "consultation_off_road"),
    ({"public_exempt": True}, "consultation_exempt"),
])  # fmt: skip
def test_only_a_matter_on_its_road_that_may_be_public_is_consulted_on(
    here: World, fields: dict[str, Any], code: str
) -> None:
    assert refused_for(lambda: prepared(here, of=decision(here, **fields))) == [code]


def test_one_round_after_the_other(here: World) -> None:
    made = prepared(here)
    assert refused_for(lambda: prepared(here, of=made.decision)) == ["consultation_another"]
    Consultation.objects.filter(pk=made.consultation.pk).update(
        state="consulted", opened_at=AT, record=_record(made)
    )
    assert prepared(here, of=made.decision).consultation.number == 2


def _record(made: Scene) -> Any:
    return begin_announcement(consultation=made.consultation, by=made.here.clerk, at=AT)


def test_the_announcement_holds_all_and_is_written_anew_while_it_is_a_draft(here: World) -> None:
    made = prepared(here)
    record = _record(made)
    changed = Plan(**(vars(PLAN) | {"draft": DRAFT + "\n第九条 本办法自公布之日起施行。"}))
    prepare(
        decision=made.decision, plan=changed, by=here.clerk, at=AT, consultation=made.consultation
    )
    assert _record(made).pk == record.pk
    record.refresh_from_db()
    assert record.current is not None
    assert "第九条" in record.current.body_html
    assert (
        record.current.title == "关于《青禾区公共停车收费管理办法（征求意见稿）》公开征求意见的公告"
    )
    publish(here, record)
    assert refused_for(lambda: _record(made)) == ["announcement_under_way"]


def test_it_opens_only_when_the_announcement_is_public(here: World) -> None:
    made = prepared(here)
    assert refused_for(lambda: start(made)) == ["announcement_not_public"]
    _record(made)
    assert refused_for(lambda: start(made)) == ["announcement_not_public"]
    one = start(announced(made))
    assert (one.state, one.opened_at, one.opens_on) == ("consulting", AT, OPENS)


def test_an_announcement_without_a_clause_is_refused_by_its_name(here: World) -> None:
    made = prepared(here)
    record = _record(made)
    assert record.current is not None
    body = record.current.body_html
    edit(
        record=record, by=here.clerk, at=AT,
        body_html=body.replace("每次收费不超过5元", "另行规定").replace("停车位缺口", "缺口")
        .replace("2026年9月21日", "九月下旬"),
    )  # fmt: skip
    publish(here, record)
    with pytest.raises(Refused) as refused:
        start(made)
    assert [(one.code, one.values) for one in refused.value.reasons] == [
        ("announcement_without_clause", {"heading": "第五条"}),
        ("announcement_without_explanation", {}),
        ("announcement_without_last_day", {"on": CLOSES}),
    ]


def test_what_was_announced_late_must_still_leave_the_whole_term(here: World) -> None:
    made = announced(prepared(here))
    late = moment(OPENS + timedelta(days=3))
    (sentence,) = sentences_of(lambda: start(made, late))
    assert sentence.startswith("征求意见的期限只有 29 日")
    assert start(made, moment(OPENS + timedelta(days=2))).opens_on == OPENS + timedelta(days=2)


def test_it_does_not_open_before_its_day(here: World) -> None:
    made = announced(prepared(here, opens_on=OPENS + timedelta(days=1)))
    assert refused_for(lambda: start(made)) == ["consultation_not_begun"]


def test_what_was_opened_can_be_neither_changed_nor_opened_again(here: World) -> None:
    made = opened(here)
    one = made.consultation
    for act in (lambda: start(made), lambda: _record(made)):
        assert refused_for(act) == ["consultation_opened"]
    again = {"decision": made.decision, "plan": PLAN, "by": here.clerk, "at": AT}
    assert refused_for(lambda: prepare(consultation=one, **again)) == ["consultation_opened"]
    for change in ({"draft": "别的"}, {"closes_on": CLOSES - timedelta(days=1)},
                   {"explanation": ""}, {"state": "preparing"}):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            Consultation.objects.filter(pk=one.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Clause.objects.filter(consultation=one).update(text="别的")


def test_channels_beyond_the_platform_are_registered(here: World) -> None:
    one = opened(here).consultation
    given: dict[str, Any] = {"consultation": one, "by": here.clerk, "at": AT}
    register_channel(code="newspaper", on=OPENS, where="《青禾日报》第二版", **given)
    assert refused_for(
        lambda: register_channel(code="newspaper", on=OPENS, where="《青禾日报》第二版", **given)
    ) == ["channel_twice"]
    assert refused_for(
        lambda: register_channel(code="portal", on=date(2026, 8, 21), where=" ", **given)
    ) == ["channel_unknown", "channel_without_place", "channel_to_come"]
    assert list(one.channels.values_list("code", "on", "where")) == [
        ("newspaper", OPENS, "《青禾日报》第二版")
    ]


def test_who_may_not(here: World) -> None:
    made = prepared(here)
    others = [clerk(department("mzj", "民政局"), "别处"), officer()]
    for who in others:
        for act in (
            lambda who=who: prepare(decision=made.decision, plan=PLAN, by=who, at=AT),
            lambda who=who: begin_announcement(consultation=made.consultation, by=who, at=AT),
            lambda who=who: open_consultation(consultation=made.consultation, by=who, at=AT),
            lambda who=who: register_channel(
                consultation=made.consultation, code="press", on=OPENS, where="x", by=who, at=AT
            ),
        ):
            assert refused_for(act) == ["no_power"]
