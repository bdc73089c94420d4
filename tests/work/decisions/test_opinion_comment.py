"""Saying something about a draft: to the last second, once, without losing or telling anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.work.decisions.models.opinion import Opinion, OpinionFile
from gongkai.work.decisions.queries.mine import mine
from gongkai.work.journal.models.deed import Deed
from gongkai.work.records.models.record import Record
from tests.work.decisions.consult_scene import (
    AT,
    LAST_SECOND,
    TEXT,
    decision,
    fresh,
    opened,
    prepared,
    recounted,
    said,
    tallies,
)
from tests.work.records.world import refused_for

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_an_opinion_is_numbered_counted_and_found_by_its_secret_alone() -> None:
    made = opened()
    first, second = said(made, clause="a5"), said(made, "全文很好，赞成。")
    assert [str(one.opinion) for one in (first, second)] == ["Y-0001", "Y-0002"]
    assert tallies(made.consultation) == {("a5", "portal", False): 1, ("", "portal", False): 1}
    assert tallies(made.consultation) == recounted(made.consultation)
    for number in ("Y-0001", "y0001", "1", " Y-1 "):
        assert mine(made.consultation, number, first.secret.lower()) == first.opinion
    for number, secret in (("Y-0002", first.secret), ("Y-0003", first.secret), ("", ""), ("1", "")):
        assert mine(made.consultation, number, secret) is None
    assert first.secret not in str(Opinion.objects.values().get(pk=first.opinion.pk))


def test_offline_opinions_have_no_secret_that_opens_them() -> None:
    made = opened()
    said(made)
    Opinion.objects.update(secret_hash="")
    assert mine(made.consultation, "1", "") is None


def test_the_last_second_is_in_time_and_the_next_is_not() -> None:
    made = opened()
    said(made, at=LAST_SECOND)
    after = LAST_SECOND + timedelta(seconds=1)
    assert refused_for(lambda: said(made, "晚了一秒", at=after)) == ["consultation_over"]
    assert Opinion.objects.count() == 1


def test_who_sends_again_after_the_end_is_told_what_was_taken_in() -> None:
    made = opened()
    one = said(made, at=LAST_SECOND, token="form")
    again = said(made, at=LAST_SECOND + timedelta(seconds=1), token="form")
    assert (again.opinion, again.secret, again.again) == (one.opinion, one.secret, True)


def test_a_form_sent_twice_is_one_opinion_and_another_text_another() -> None:
    made = opened()
    one, two = said(made, token="form"), said(made, token="form")
    other = said(made, "还有一条意见要说。", token="form")
    elsewhere = said(made, token="form", clause="a5")
    assert (one.opinion, one.secret) == (two.opinion, two.secret)
    assert Opinion.objects.count() == 3
    assert len({one.secret, other.secret, elsewhere.secret}) == 3
    assert sum(tallies(made.consultation).values()) == 3


def test_the_same_said_by_two_people_is_two_opinions() -> None:
    made = opened()
    assert said(made).opinion != said(made).opinion


@pytest.mark.parametrize(("text", "codes"), [
    ("", ["comment_empty"]), (" \u200b\n", ["comment_empty"]), ("长" * 2001, ["comment_long"]),
])  # fmt: skip
def test_texts_that_cannot_be_taken_in(text: str, codes: list[str]) -> None:
    made = opened()
    assert refused_for(lambda: said(made, text)) == codes
    assert said(made, "长" * 2000).opinion.number == 1


def test_all_that_is_wrong_is_said_at_once() -> None:
    made = opened()
    files = [("身份证.exe", b"MZ"), ("空.png", b""), ("1.png", PNG), ("2.png", PNG)]
    assert refused_for(lambda: said(made, "", name="名" * 101, files=files)) == [
        "comment_empty", "opinion_author_long", "opinion_files_many", "opinion_file_kind",
        "file_empty",
    ]  # fmt: skip
    assert refused_for(lambda: said(made, clause="a99")) == ["opinion_clause_unknown"]


def test_before_it_is_public_and_after_it_was_taken_back_nothing_is_taken_in() -> None:
    made = prepared()
    assert refused_for(lambda: said(made)) == ["consultation_not_public"]
    running = opened(made.here, of=decision(made.here, "2026-04"))
    record = running.consultation.record
    assert record is not None
    Record.objects.filter(pk=record.pk).update(state="withdrawn", live=None)
    assert refused_for(lambda: said(running)) == ["consultation_not_public"]


def test_personal_data_is_masked_and_the_authors_own_name_too() -> None:
    made = opened()
    text = "我叫米有为，请打 13800138000 联系，身份证 11010519491231002X，邮箱 mi@example.com。"
    one = said(made, text, name="米有为", email="mi@example.com").opinion
    assert fresh(one).text == text
    assert fresh(one).shown == (
        "我叫***，请打 138****8000 联系，身份证 110105************，邮箱 m***@example.com。"
    )


def test_scripts_stay_text_and_links_alone_are_held() -> None:
    made = opened()
    script = said(made, "<script>alert(1)</script>停车费太高").opinion
    link = said(made, "http://spam.example.com/x").opinion
    assert (script.shown, script.is_held) == ("<script>alert(1)</script>停车费太高", False)
    assert (link.is_held, link.held_reason) == (True, "只有网址，没有意见内容。")
    assert tallies(made.consultation) == recounted(made.consultation)


def test_files_are_kept_under_names_that_tell_nothing() -> None:
    made = opened()
    one = said(made, files=[("米有为的照片.png", PNG), ("b.PNG", PNG)], name="米有为").opinion
    names = OpinionFile.objects.filter(opinion=one).values_list("file__name", flat=True)
    assert list(names) == ["附件1.png", "附件2.png"]
    told = str(list(Deed.objects.values_list("detail", flat=True)))
    assert "米有为" not in told
    assert TEXT not in told


def test_who_wrote_is_sealed_in_the_database() -> None:
    made = opened()
    one = said(made, name="米有为", email="mi@example.com").opinion
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact FROM decisions_opinion")
        raw = cursor.fetchall()
    assert (fresh(one).name, fresh(one).contact) == ("米有为", "mi@example.com")
    assert [word for word in ("米有为", "mi@example") if word in str(raw)] == []


def test_what_was_said_is_neither_changed_nor_deleted() -> None:
    made = opened()
    one = said(made).opinion
    rows = Opinion.objects.filter(pk=one.pk)
    for change in ({"text": "别的"}, {"number": 7}, {"channel": "letter"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    assert Deed.objects.filter(verb="opinion.comment").get().detail == {
        "number": "Y-0001", "clause": "",
    }  # fmt: skip
    assert one.received_at == AT
