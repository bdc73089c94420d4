"""Opinions that say the same, and what becomes of them: singly, together, by two clerks at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.work.decisions.actions.dispose import dispose, dispose_group, dispose_many
from gongkai.work.decisions.actions.group import (
    confirm_group,
    dissolve_group,
    move,
    suggest_all,
    suggest_groups,
)
from gongkai.work.decisions.actions.intake import Said, held, take_in
from gongkai.work.decisions.actions.moderate import hold, look, release
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup
from gongkai.work.decisions.queries.groups import edition_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import clerk, department, officer
from tests.work.decisions.consult_scene import (
    AT,
    OPENS,
    TEXT,
    Scene,
    entered,
    fresh,
    opened,
    recounted,
    said,
    tallies,
)
from tests.work.records.world import refused_for

pytestmark = pytest.mark.django_db
REASON = "成本测算不支持，另行研究。"


def suggested(made: Scene) -> list[OpinionGroup]:
    suggest_groups(consultation=made.consultation, by=made.here.clerk, at=AT)
    return list(OpinionGroup.objects.order_by("-size", "id"))


def confirmed(made: Scene, title: str = "延长免费时长") -> OpinionGroup:
    (group,) = suggested(made)
    return confirm_group(
        group=group, title=title, seen=edition_of(group), by=made.here.clerk, at=AT
    )


def disposed(made: Scene, one: Opinion, fate: str = "not", **given: Any) -> Opinion:
    values: dict[str, Any] = {"reason": REASON, "edition": fresh(one).edition}
    return dispose(opinion=one, disposition=fate, by=made.here.clerk, at=AT, **(values | given))


def test_five_thousand_who_say_the_same_become_one_group() -> None:
    made = opened()
    row = Said(TEXT, "letter", OPENS)
    with transaction.atomic():
        take_in(held(made.consultation), [row] * 5000, at=AT, by=made.here.clerk)
    said(made, "完全不同的另一条意见，关于残疾人代步车。")
    (group,) = suggested(made)
    assert (group.size, group.title, group.state) == (5000, TEXT, "suggested")
    assert Opinion.objects.filter(group=group).count() == 5000
    group = confirm_group(
        group=group, title="延长", seen=edition_of(group), by=made.here.clerk, at=AT
    )
    dispose_group(
        group=group, disposition="not", reason=REASON, seen=edition_of(group),
        by=made.here.clerk, at=AT,
    )  # fmt: skip
    assert Opinion.objects.filter(disposition="not", reason=REASON, edition=1).count() == 5000


def test_very_many_different_texts_are_left_to_the_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.work.decisions.actions.group.AT_ONCE", 1)
    made = opened()
    for text in ("建议延长公示期", "建议增加停车位", "建议增加停车位"):
        said(made, text)
    assert refused_for(lambda: suggested(made)) == ["group_search_large"]
    assert suggest_all(at=AT) == 1


def test_the_same_on_another_clause_is_another_matter() -> None:
    made = opened()
    for clause in ("a5", "a5", "a8", "a8", ""):
        said(made, "同意这一规定。", clause=clause)
    assert [group.size for group in suggested(made)] == [2, 2]


def test_suggestions_give_way_and_what_a_person_confirmed_stays() -> None:
    made = opened()
    said(made)
    said(made)
    group = confirmed(made)
    for _ in range(3):
        said(made, "建议每个停车场都公示收费标准。")
    assert [(one.size, one.state) for one in suggested(made)] == [
        (3, "suggested"), (2, "grouped"),
    ]  # fmt: skip
    assert [one.size for one in suggested(made)] == [3, 2]
    assert OpinionGroup.objects.filter(pk=group.pk).exists()
    assert suggest_all(at=AT) == 1


def test_titles_tell_no_personal_data() -> None:
    made = opened()
    for name in ("米有为", "米有为"):
        said(made, "我是米有为，13800138000，请降价。", name=name)
    (group,) = suggested(made)
    assert group.title == "我是***，138****8000，请降价。"
    again = confirm_group(
        group=group, title="打 13800138000", seen=edition_of(group), by=made.here.clerk, at=AT
    )
    assert again.title == "打 138****8000"


def test_a_group_is_disposed_of_only_when_confirmed_and_its_members_with_it() -> None:
    made = opened()
    one, two = said(made).opinion, said(made).opinion
    (group,) = suggested(made)
    fate: dict[str, Any] = {
        "disposition": "partly",
        "reason": REASON,
        "by": made.here.clerk,
        "at": AT,
    }
    assert refused_for(lambda: dispose_group(group=group, seen=edition_of(group), **fate)) == [
        "group_not_confirmed"
    ]
    group = confirm_group(group=group, title="x", seen=edition_of(group), by=made.here.clerk, at=AT)
    dispose_group(group=group, seen=edition_of(group), **fate)
    assert {(fresh(each).disposition, fresh(each).reason) for each in (one, two)} == {
        ("partly", REASON)
    }
    assert refused_for(lambda: disposed(made, one)) == ["opinion_in_group"]


def test_the_second_clerk_of_a_group_sees_what_the_first_did() -> None:
    made = opened()
    said(made)
    said(made)
    group = confirmed(made)
    seen = edition_of(group)
    by = {"by": made.here.clerk, "at": AT}
    dispose_group(group=group, disposition="adopted", reason="", seen=seen, **by)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        dispose_group(group=group, disposition="not", reason=REASON, seen=seen, **by)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.values) == (
        "group_changed",
        {"person": "信息员甲", "title": "延长免费时长", "disposition": "采纳"},
    )
    for act in (
        lambda: dissolve_group(group=group, seen=seen, **by),  # type: ignore[arg-type]
        lambda: confirm_group(group=group, title="y", seen=seen, **by),  # type: ignore[arg-type]
    ):
        assert refused_for(act) == ["group_changed"]


def test_who_leaves_a_group_or_loses_it_is_open_again() -> None:
    made = opened()
    one, two, three = (said(made).opinion for _ in range(3))
    group = confirmed(made)
    by: dict[str, Any] = {"by": made.here.clerk, "at": AT}
    dispose_group(group=group, disposition="not", reason=REASON, seen=edition_of(group), **by)
    group.refresh_from_db()
    out = move(opinion=one, to=None, edition=1, **by)
    assert (out.group, out.disposition, out.edition) == (None, "", 2)
    group.refresh_from_db()
    assert group.size == 2
    back = move(opinion=one, to=group, edition=2, **by)
    assert (back.group, back.disposition, back.reason) == (group, "not", REASON)
    assert refused_for(lambda: move(opinion=one, to=group, edition=3, **by)) == [
        "opinion_in_this_group"
    ]
    assert refused_for(lambda: move(opinion=one, to=None, edition=1, **by)) == ["opinion_changed"]
    group.refresh_from_db()
    dissolve_group(group=group, seen=edition_of(group), **by)
    assert {fresh(each).disposition for each in (one, two, three)} == {""}
    assert OpinionGroup.objects.count() == 0
    assert refused_for(lambda: dissolve_group(group=group, seen=edition_of(group), **by)) == [
        "group_gone"
    ]


def test_the_last_one_out_takes_the_group_away() -> None:
    made = opened()
    one, two = said(made).opinion, said(made).opinion
    confirmed(made)
    for each in (one, two):
        move(opinion=each, to=None, edition=0, by=made.here.clerk, at=AT)
    assert OpinionGroup.objects.count() == 0


@pytest.mark.parametrize(("fate", "reason", "code"), [
    ("not", "", "opinion_without_reason"), ("partly", " ", "opinion_without_reason"),
    ("ignored", "x", "opinion_disposition_unknown"), ("", "x", "opinion_disposition_unknown"),
    ("not", "长" * 1001, "opinion_reason_long"),
])  # fmt: skip
def test_dispositions_that_are_none(fate: str, reason: str, code: str) -> None:
    made = opened()
    one = said(made).opinion
    assert refused_for(lambda: disposed(made, one, fate, reason=reason)) == [code]
    assert disposed(made, one, "adopted", reason="").disposition == "adopted"


def test_the_database_keeps_no_refusal_without_a_reason() -> None:
    one = said(opened()).opinion
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.filter(pk=one.pk).update(disposition="not", disposed_at=AT)


def test_the_second_clerk_of_an_opinion_is_told_and_nothing_is_overwritten() -> None:
    made = opened()
    one = said(made).opinion
    disposed(made, one, "adopted", reason="很好")
    with pytest.raises(Refused) as refused:
        disposed(made, one, edition=0)
    (told,) = refused.value.reasons
    assert (told.code, told.values) == (
        "opinion_changed", {"number": "Y-0001", "person": "信息员甲", "disposition": "采纳"},
    )  # fmt: skip
    assert (fresh(one).disposition, fresh(one).reason) == ("adopted", "很好")


def test_a_selection_is_disposed_of_whole_or_not_at_all() -> None:
    made = opened()
    ones = [said(made, f"各不相同的第{n}条").opinion for n in "一二三"]
    disposed(made, ones[0])
    pick = {one.pk: 0 for one in ones}
    act: dict[str, Any] = {
        "consultation": made.consultation, "disposition": "adopted", "reason": "",
        "by": made.here.clerk, "at": AT,
    }  # fmt: skip
    assert refused_for(lambda: dispose_many(editions=pick, **act)) == ["opinion_changed"]
    assert [fresh(one).disposition for one in ones] == ["not", "", ""]
    assert dispose_many(editions=pick | {ones[0].pk: 1}, **act) == 3
    for wrong in ({}, {0: 0}, dict.fromkeys(range(201), 0)):
        assert refused_for(lambda wrong=wrong: dispose_many(editions=wrong, **act)) == [
            "opinion_selection"
        ]


def test_an_opinion_is_held_back_and_shown_again_each_with_a_reason() -> None:
    made = opened()
    one = said(made, "骂人的话，但有道理", clause="a5").opinion
    by: dict[str, Any] = {"by": made.here.clerk, "at": AT}
    assert refused_for(lambda: hold(opinion=one, reason=" ", **by)) == [
        "opinion_moderated_without_reason"
    ]
    hold(opinion=one, reason="有辱骂", **by)
    assert (fresh(one).is_held, fresh(one).held_reason) == (True, "有辱骂")
    assert refused_for(lambda: hold(opinion=one, reason="x", **by)) == ["opinion_held_already"]
    assert tallies(made.consultation) == recounted(made.consultation)
    release(opinion=one, reason="已删去", shown="电话 13800138000，有道理", **by)
    assert (fresh(one).is_held, fresh(one).shown) == (False, "电话 138****8000，有道理")
    assert fresh(one).text == "骂人的话，但有道理"
    assert refused_for(lambda: release(opinion=one, reason="x", **by)) == ["opinion_shown_already"]
    assert tallies(made.consultation) == recounted(made.consultation)
    verbs = Deed.objects.filter(verb__in=["opinion.hold", "opinion.release"]).order_by("id")
    assert [deed.detail["reason"] for deed in verbs] == ["有辱骂", "已删去"]


def test_who_wrote_is_looked_up_by_handlers_and_written_down() -> None:
    made = opened()
    one = said(made, name="米有为", email="mi@example.com").opinion
    assert look(opinion=fresh(one), by=made.here.clerk, at=AT) == ("米有为", "mi@example.com")
    assert Deed.objects.get(verb="opinion.look").detail == {"number": "Y-0001"}


def test_others_may_do_none_of_it() -> None:
    made = opened()
    one, _ = said(made).opinion, said(made)
    group = confirmed(made)
    seen = edition_of(group)
    for who in (clerk(department("mzj", "民政局"), "别处"), officer(), made.here.first):
        by: dict[str, Any] = {"by": who, "at": AT}
        for act in (
            lambda by=by: suggest_groups(consultation=made.consultation, **by),
            lambda by=by: confirm_group(group=group, title="x", seen=seen, **by),
            lambda by=by: dissolve_group(group=group, seen=seen, **by),
            lambda by=by: move(opinion=one, to=None, edition=0, **by),
            lambda by=by: dispose(opinion=one, disposition="adopted", reason="", edition=0, **by),
            lambda by=by: dispose_group(
                group=group, disposition="adopted", reason="", seen=seen, **by
            ),
            lambda by=by: hold(opinion=one, reason="x", **by),
            lambda by=by: release(opinion=one, reason="x", **by),
            lambda by=by: look(opinion=one, **by),
        ):
            assert refused_for(act) == ["no_power"]


ACTS = st.lists(
    st.tuples(st.sampled_from(["say", "enter", "hold", "release", "link"]), st.integers(0, 9)),
    max_size=25,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_what_was_counted_is_what_is_there_whatever_was_done(acts: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        made = opened()
        for kind, place in acts:
            _do(made, kind, place)
        assert tallies(made.consultation) == recounted(made.consultation)
        numbers = Opinion.objects.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, len(numbers) + 1))
        transaction.set_rollback(True)


def _do(made: Scene, kind: str, place: int) -> None:
    clause = ("", "a5", "a8")[place % 3]
    found = Opinion.objects.filter(number=place + 1).select_related("consultation").first()
    if kind == "say":
        said(made, clause=clause)
    elif kind == "link":
        said(made, "http://spam.example.com", clause=clause)
    elif kind == "enter":
        entered(made, clause=clause, channel=("letter", "phone")[place % 2])
    elif found is not None:
        act = hold if kind == "hold" else release
        if found.is_held == (kind == "release"):
            act(opinion=found, reason="x", by=made.here.clerk, at=AT)
