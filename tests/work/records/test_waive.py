"""Waiving what screening found: by whose turn it is, with a reason, for exactly this hit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gongkai.rules.screening import wording
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.draft import attach, edit
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.waive import waive
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Waiver
from gongkai.work.records.queries.content import current_of
from gongkai.work.records.queries.history import history
from gongkai.work.records.queries.log_check import verify
from gongkai.work.records.queries.review_desk import comparison
from gongkai.work.records.queries.waivers import findings_of, key_of
from gongkai.work.staffing.actions.appoint import end_post
from tests.factories import AT, officer, person, post
from tests.tampering import guards_down
from tests.work.records.test_guards import WAYS, refused, review
from tests.work.records.world import (
    RETURNED,
    STEP,
    World,
    decide,
    draft,
    pass_all,
    refused_for,
    submitted,
    world,
)

pytestmark = pytest.mark.django_db
RISKY = "<p>来电13800138000。</p>"
TWICE = "<p>来电13800138000，或者13900139000。</p>"


def hits(record: Record) -> list[str]:
    found = findings_of(current_of(record), AT.date())
    return [key_of(one) for one in found if one["level"] == "block"]


def waived(record: Record, by: Person, hit: str | None = None, **over: Any) -> Waiver:
    asked = {
        "record": record,
        "hit": hit or hits(record)[0],
        "reason": "公开的热线",
        "content_hash": current_of(record).content_hash,
        "by": by,
        "at": AT,
    }
    return waive(**(asked | over))


def test_a_waived_hit_no_longer_stops_the_reviews() -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    assert refused_for(lambda: decide(record, 1, here.first)) == ["screening_block"]
    one = waived(record, here.first)
    assert (one.level, one.person, one.found["text"]) == (1, here.first, "138****8000")
    pass_all(here, record)
    assert record.state == "published"
    assert verify().problems == ()


def test_each_hit_is_waived_alone() -> None:
    here = world()
    record = submitted(here, body_html=TWICE)
    first, second = hits(record)
    waived(record, here.first, first)
    assert refused_for(lambda: decide(record, 1, here.first)) == ["screening_block"]
    assert refused_for(lambda: waived(record, here.first, first)) == ["waiver_twice"]
    waived(record, here.first, second)
    decide(record, 1, here.first)


def test_it_is_told_in_history_desk_and_journal() -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    waived(record, here.first)
    decide(record, 1, here.first)
    steps = [(one.kind, one.level, one.person) for one in history(record)]
    assert steps == [
        ("submitted", None, here.clerk), ("waived", 1, here.first), ("passed", 1, here.first),
    ]  # fmt: skip
    assert history(record)[1].text == "正文：手机号码 138****8000。理由：公开的热线"
    seen = comparison(record, AT.date())
    assert [one["label"] for one in seen.screening] == ["手机号码（已豁免）"]
    assert [one.level for one in seen.checks if one.code == "screening"] == ["warn"]
    done = Deed.objects.get(verb="record.waive")
    assert (done.by, done.detail["content_hash"]) == (here.first, current_of(record).content_hash)


@pytest.mark.parametrize(("who", "codes"), [
    ("clerk", ["own_draft", "no_post_at_level"]), ("second", ["no_post_at_level"]),
    ("final", ["no_post_at_level"]), ("officer", ["no_post_at_level"]),
])  # fmt: skip
def test_only_whose_turn_it_is_may_waive(who: str, codes: list[str]) -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    by = officer() if who == "officer" else getattr(here, who)
    assert refused_for(lambda: waived(record, by)) == codes
    assert Waiver.objects.count() == 0


def test_who_drafted_and_reviews_too_may_not() -> None:
    here = world()
    post(here.clerk, here.organisation, Post.Role.FIRST_REVIEWER)
    record = submitted(here, body_html=RISKY)
    assert refused_for(lambda: waived(record, here.clerk)) == ["own_draft"]


def test_powers_follow_the_dates_of_the_post() -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    end_post(post=here.first.posts.get(), until_on=AT.date(), by=None, at=AT)
    later = AT + timedelta(days=1)
    assert refused_for(lambda: waived(record, here.first, at=later)) == ["review_post_ended"]


@pytest.mark.parametrize(("over", "codes"), [
    ({"reason": " 　\n"}, ["waiver_without_reason"]),
    ({"reason": "长" * 301}, ["field_too_long"]),
    ({"content_hash": "0" * 64}, ["content_changed"]),
    ({"content_hash": ""}, ["content_changed"]),
    ({"hit": "0" * 64}, ["waiver_without_hit"]),
    ({"hit": "nichts"}, ["waiver_without_hit"]),
])  # fmt: skip
def test_what_is_asked_must_fit(over: dict[str, str], codes: list[str]) -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    assert refused_for(lambda: waived(record, here.first, **over)) == codes
    assert Waiver.objects.count() == 0


def test_a_warning_needs_no_waiver() -> None:
    here = world()
    record = submitted(here, body_html="<p>联系电话：13800138000</p>")
    warned = key_of(current_of(record).screening[0])
    assert refused_for(lambda: waived(record, here.first, warned)) == ["waiver_without_hit"]


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_what_is_not_under_review_is_not_waived(state: str) -> None:
    here = world()
    record = draft(here, body_html=RISKY)
    if state == "returned":
        submit(record=record, by=here.clerk, at=AT)
        decide(record, 1, here.first, outcome=RETURNED, opinion="改")
    codes = refused_for(lambda: waived(record, here.first))
    assert codes == ["record_not_under_review"]


def test_other_words_void_it() -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    waived(record, here.first)
    edit(record=record, by=here.clerk, at=AT, title="换了标题")
    submit(record=record, by=here.clerk, at=AT)
    assert refused_for(lambda: decide(record, 1, here.first)) == ["screening_block"]
    waived(record, here.first)
    decide(record, 1, here.first)


@pytest.fixture
def stricter(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the dated wording has one more class, as after a change of names."""
    rule = next(one for one in wording.WORDING if one.code == "E2")
    added = replace(rule, pattern=re.compile("招生工作"), right="招录工作", holds=())
    return lambda: monkeypatch.setattr(wording, "WORDING", (*wording.WORDING, added))


def passed_twice(here: World, **fields: Any) -> Record:
    record = submitted(here, **fields)
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    return record


def test_publication_screens_again_and_names_all(stricter: Callable[[], None]) -> None:
    here = world()
    record = draft(here)
    attach(record=record, file_name="表.txt", data="招生工作".encode(), by=here.clerk, at=AT)
    submit(record=record, by=here.clerk, at=AT)
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    stricter()
    codes = refused_for(lambda: decide(record, 3, here.final))
    assert codes == ["screening_found"] * 3
    record.refresh_from_db()
    assert (record.state, Publication.objects.count()) == ("final", 0)
    seen = comparison(record, AT.date())
    assert [one["where"] for one in seen.screening] == ["title", "body", "file:表.txt"]
    assert current_of(record).screening == []


def test_what_is_new_at_publication_is_waived_by_the_last_reviewer(
    stricter: Callable[[], None],
) -> None:
    here = world()
    record = passed_twice(here)
    stricter()
    assert refused_for(lambda: waived(record, here.second)) == [
        "already_reviewed", "no_post_at_level",
    ]  # fmt: skip
    for hit in hits(record):
        waived(record, here.final, hit)
    decide(record, 3, here.final)
    record.refresh_from_db()
    assert record.state == "published"
    assert verify().problems == ()


def row(record: Record, by: Person, **fields: Any) -> Waiver:
    version = current_of(record)
    written = {
        "version": version, "hit": hits(record)[0], "found": {}, "level": 1, "reason": "理由",
        "content_hash": version.content_hash, "person": by, "at": AT,
    }  # fmt: skip
    return Waiver(**(written | fields))


way = pytest.mark.parametrize("write", WAYS.values(), ids=WAYS.keys())


@way
def test_the_database_takes_no_waiver_of_a_drafter(write: Callable[[Any], object]) -> None:
    here = world()
    refused(lambda: write(row(submitted(here, body_html=RISKY), here.clerk)))
    assert Waiver.objects.count() == 0


def test_nor_of_a_writer_missing_among_the_drafters() -> None:
    here = world()
    record = draft(here, body_html=RISKY)
    Version.objects.filter(pk=record.current_id).update(drafted_by=here.second)
    submit(record=record, by=here.clerk, at=AT)
    refused(lambda: row(record, here.second).save())


@pytest.mark.parametrize(
    "fields", [{"content_hash": "0" * 64}, {"reason": ""}, {"level": 2}, {"level": 4}]
)
def test_the_database_takes_no_waiver_that_does_not_fit(fields: dict[str, Any]) -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    refused(lambda: row(record, here.first, **fields).save())
    row(record, here.first).save()


def test_a_waiver_stands_for_ever() -> None:
    here = world()
    one = waived(submitted(here, body_html=RISKY), here.first)
    refused(lambda: Waiver.objects.filter(pk=one.pk).update(reason="另一个理由"))
    refused(lambda: Waiver.objects.filter(pk=one.pk).delete())


def test_reviews_that_went_round_the_action_do_not_publish_it() -> None:
    """Three passes written straight into the database: publication screens by itself."""

    here = world()
    record = submitted(here, body_html=RISKY)
    for level, who in enumerate(here.reviewers[:2], start=1):
        review(record, level, who).save()
        Record.objects.filter(pk=record.pk).update(state=("second", "final")[level - 1])
    assert refused_for(lambda: decide(record, 3, here.final)) == ["screening_block"]


@pytest.mark.parametrize("change", [
    {"reason": "换了理由"}, {"person": "second"}, {"at": AT + STEP}, {"level": 2}, None,
])  # fmt: skip
def test_verify_counts_the_waivers(change: dict[str, Any] | None) -> None:
    here = world()
    record = submitted(here, body_html=RISKY)
    one = waived(record, here.first)
    publication = pass_all(here, record)
    assert "waivers" in json.loads(publication.log_entry.payload)["content"]
    with guards_down():
        rows = Waiver.objects.filter(pk=one.pk)
        if change is None:
            rows.delete()
        else:
            fields = change | ({"person": here.second} if "person" in change else {})
            rows.update(**fields)
    said = [problem.what for problem in verify().problems]
    assert "与保存的记录不符：筛查豁免" in said[0]
    assert len(said) == (2 if change is None else 1)


def test_one_of_two_reviewers_of_a_level_waives_for_the_other() -> None:
    here = world()
    other = person("另一位一审", (here.organisation, Post.Role.FIRST_REVIEWER))
    record = submitted(here, body_html=RISKY)
    waived(record, other)
    assert decide(record, 1, here.first).person == here.first
