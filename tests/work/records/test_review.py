"""The three reviews: in order, by three people, on the very words; the last one publishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.journal.queries.log import content_of
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.publish import publish
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.withdraw import withdraw
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Record
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of
from gongkai.work.staffing.actions.appoint import end_post
from tests.factories import AT, LONG_AGO, clerk, department, moment, officer, person, post
from tests.factories import reviewers as three_reviewers
from tests.work.records.world import (
    PASSED,
    RETURNED,
    STEP,
    World,
    decide,
    draft,
    item,
    pass_all,
    published,
    submitted,
    world,
)


def refused_for(act: Callable[[], object]) -> list[str]:
    """The codes of all reasons."""
    with pytest.raises(Refused) as refused:
        act()
    return [one.code for one in refused.value.reasons] or [refused.value.code]


@pytest.mark.django_db
def test_three_reviews_publish() -> None:
    here = world()
    record = submitted(here)
    states = [record.state]
    for level, reviewer in enumerate(here.reviewers, start=1):
        decide(record, level, reviewer, AT + STEP)
        states.append(record.state)
    assert states == ["first", "second", "final", "published"]
    publication = Publication.objects.get()
    assert (record.live, record.index_number) == (publication, "000000JYJ/2023-00001")
    assert (publication.published_at, publication.published_on) == (AT + STEP, AT.date())
    assert (publication.due_on, publication.is_late) == (date(2023, 8, 17), False)
    assert publication.published_by == here.final
    verbs = Deed.objects.filter(kind="record", object_id=str(record.pk)).order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == [
        "record.start", "record.edit", "record.submit",
        "record.review", "record.review", "record.publish", "record.review",
    ]  # fmt: skip


@pytest.mark.django_db
def test_late_publication_is_told_from_the_log() -> None:
    here = world()
    on_time = published(here, moment(date(2023, 8, 17)))
    late = published(here, moment(date(2023, 8, 18)))
    assert [(one.is_late, content_of(one.log_entry)["is_late"]) for one in (on_time, late)] == [
        (False, False),
        (True, True),
    ]


@pytest.mark.django_db
def test_the_item_may_set_a_shorter_term() -> None:
    here = world()
    publication = published(here, AT, item=item("20.6", name="行政处罚", workdays=7))
    assert publication.due_on == date(2023, 7, 31)


@pytest.mark.django_db
@pytest.mark.parametrize("level", [2, 3])
def test_no_level_is_skipped(level: int) -> None:
    here = world()
    record = submitted(here)
    assert refused_for(lambda: decide(record, level, here.reviewers[level - 1])) == [
        "level_skipped"
    ]


@pytest.mark.django_db
def test_all_reasons_are_told_at_once() -> None:
    here = world()
    record = submitted(here)
    post(here.clerk, here.organisation, Post.Role.SECOND_REVIEWER)
    act = lambda: give(  # noqa: E731
        record=record, level=3, outcome=RETURNED, opinion=" ", content_hash="0" * 64,
        by=here.clerk, at=AT,
    )  # fmt: skip
    assert refused_for(act) == [
        "own_draft", "level_skipped", "content_changed", "no_post_at_level",
        "return_without_reason",
    ]  # fmt: skip


@pytest.mark.django_db
def test_nobody_reviews_twice_even_with_two_posts() -> None:
    here = world()
    post(here.first, here.organisation, Post.Role.SECOND_REVIEWER)
    record = submitted(here)
    decide(record, 1, here.first)
    assert refused_for(lambda: decide(record, 2, here.first)) == ["already_reviewed"]


@pytest.mark.django_db
def test_who_once_wrote_may_not_review_later_versions() -> None:
    here = world()
    post(here.second, here.organisation, Post.Role.CLERK)
    record = draft(here)
    edit(record=record, by=here.second, at=AT, title="二审也写过")
    submit(record=record, by=here.clerk, at=AT)
    decide(record, 1, here.first)
    assert refused_for(lambda: decide(record, 2, here.second)) == ["own_draft"]


@pytest.mark.django_db
def test_reviewers_of_other_organisations_and_other_roles_are_refused() -> None:
    here = world()
    record = submitted(here)
    strangers = [*three_reviewers(department("wjj", "卫健局")), officer(), person("无岗位")]
    for stranger in [*strangers, here.second, here.final]:
        assert refused_for(lambda who=stranger: decide(record, 1, who)) == ["no_post_at_level"]
    assert Review.objects.count() == 0


@pytest.mark.django_db
def test_a_review_by_a_person_who_moved_is_refused_and_says_so() -> None:
    here = world()
    held = here.first.posts.get()
    record = submitted(here)
    end_post(post=held, until_on=AT.date(), by=None, at=AT)
    with pytest.raises(Refused) as refused:
        decide(record, 1, here.first, AT + timedelta(days=1))
    reason = refused.value.reasons[0]
    assert (reason.code, reason.values["until_on"]) == ("review_post_ended", AT.date())
    decide(record, 1, here.first, AT)


@pytest.mark.django_db
def test_a_disabled_account_cannot_review() -> None:
    here = world()
    record = submitted(here)
    here.first.is_active = False
    here.first.save()
    assert refused_for(lambda: decide(record, 1, here.first)) == ["no_post_at_level"]


@pytest.mark.django_db
def test_return_needs_a_reason_and_ends_the_round() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    assert refused_for(lambda: decide(record, 2, here.second, outcome=RETURNED)) == [
        "return_without_reason"
    ]
    decide(record, 2, here.second, outcome=RETURNED, opinion="请补充联系方式")
    assert record.state == "returned"
    assert refused_for(lambda: decide(record, 2, here.second)) == ["record_not_under_review"]
    edit(record=record, by=here.clerk, at=AT, body_html="<p>已补充。</p>")
    submit(record=record, by=here.clerk, at=AT)
    assert refused_for(lambda: decide(record, 2, here.second)) == ["level_skipped"]
    assert pass_all(here, record, AT + STEP).version.number == 2


@pytest.mark.django_db
def test_what_the_reviewer_saw_must_be_what_stands() -> None:
    here = world()
    record = submitted(here)
    seen = current_of(record).content_hash
    edit(record=record, by=here.clerk, at=AT, body_html="<p>换了内容</p>")
    submit(record=record, by=here.clerk, at=AT)
    act = lambda: give(  # noqa: E731
        record=record, level=1, outcome=PASSED, opinion="", content_hash=seen, by=here.first, at=AT
    )
    assert refused_for(act) == ["content_changed"]


@pytest.mark.django_db
def test_an_edit_voids_the_passes() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    edit(record=record, by=here.clerk, at=AT, summary="加一句")
    assert refused_for(lambda: decide(record, 3, here.final)) == ["record_not_under_review"]
    submit(record=record, by=here.clerk, at=AT)
    assert refused_for(lambda: decide(record, 3, here.final)) == ["level_skipped"]
    assert Publication.objects.count() == 0


@pytest.mark.django_db
def test_personal_data_cannot_be_passed_but_returned() -> None:
    here = world()
    record = submitted(here, body_html="<p>身份证号：11010519491231002X</p>")
    with pytest.raises(Refused) as refused:
        decide(record, 1, here.first)
    reason = refused.value.reasons[0]
    assert (reason.code, reason.values["findings"]) == ("screening_block", ("身份证号码（正文）",))
    decide(record, 1, here.first, outcome=RETURNED, opinion="请遮盖身份证号")
    assert record.state == "returned"


@pytest.mark.django_db
def test_publish_alone_is_refused_before_the_final_pass() -> None:
    here = world()
    record = submitted(here)
    for level, reviewer in ((1, here.first), (2, here.second)):
        assert refused_for(lambda: publish(record=record, by=here.final, at=AT)) == [
            "record_not_under_review"
        ]
        decide(record, level, reviewer)
    assert refused_for(lambda: publish(record=record, by=here.final, at=AT)) == ["not_approved"]
    assert refused_for(lambda: publish(record=record, by=here.first, at=AT)) == ["no_power"]
    assert (LogEntry.objects.count(), record.index_number) == (0, None)


@pytest.mark.django_db
def test_a_correction_keeps_the_number_and_the_history() -> None:
    here = world()
    first = published(here)
    record = first.record
    edit(record=record, by=here.clerk, at=AT + STEP, title="更正后的标题")
    assert record.live == first
    submit(record=record, by=here.clerk, at=AT + STEP)
    second = pass_all(here, record, AT + timedelta(days=60))
    assert (second.index_number, second.title) == (first.index_number, "更正后的标题")
    assert (record.live, record.state) == (second, "published")
    assert second.is_late is False
    assert list(record.publications.order_by("id")) == [first, second]


@pytest.mark.django_db
def test_withdrawal_needs_power_reason_and_something_live() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    for who in (here.clerk, here.first, here.second, officer()):
        assert refused_for(
            lambda who=who: withdraw(publication=publication, reason="错", by=who, at=AT)
        ) == ["no_power"]
    assert refused_for(
        lambda: withdraw(publication=publication, reason=" \n", by=here.final, at=AT)
    ) == ["withdrawal_without_reason"]
    assert refused_for(
        lambda: withdraw(publication=publication, reason="长" * 301, by=here.final, at=AT)
    ) == ["field_too_long"]
    withdrawal = withdraw(publication=publication, reason="附件有误", by=here.final, at=AT)
    record.refresh_from_db()
    assert (record.state, record.live) == ("withdrawn", None)
    assert content_of(withdrawal.log_entry)["reason"] == "附件有误"
    assert refused_for(
        lambda: withdraw(publication=publication, reason="再撤", by=here.final, at=AT)
    ) == ["publication_not_live"]
    assert Withdrawal.objects.count() == 1


@pytest.mark.django_db
def test_what_was_withdrawn_can_be_corrected_and_published_again() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    withdraw(publication=publication, reason="附件有误", by=here.final, at=AT)
    record.refresh_from_db()
    edit(record=record, by=here.clerk, at=AT, title="改好")
    submit(record=record, by=here.clerk, at=AT)
    again = pass_all(here, record, AT + STEP)
    assert (record.live, again.index_number) == (again, publication.index_number)


@pytest.mark.django_db
def test_withdrawing_while_a_correction_is_drafted_leaves_the_draft() -> None:
    here = world()
    publication = published(here)
    record = publication.record
    edit(record=record, by=here.clerk, at=AT, title="正在更正")
    withdraw(publication=publication, reason="先撤下", by=here.final, at=AT)
    record.refresh_from_db()
    assert (record.state, record.live, current_of(record).title) == ("draft", None, "正在更正")


@pytest.mark.django_db
def test_numbers_run_by_code_and_year_and_are_never_reused() -> None:
    here, there = world(), world("wjj", "卫健局")
    numbers = [
        published(here, AT).index_number,
        published(there, AT).index_number,
        published(here, AT).index_number,
        published(here, moment(date(2024, 1, 2))).index_number,
    ]
    assert numbers == [
        "000000JYJ/2023-00001", "000000WJJ/2023-00001", "000000JYJ/2023-00002",
        "000000JYJ/2024-00001",
    ]  # fmt: skip
    last = Record.objects.get(index_number="000000JYJ/2024-00001").live
    assert last is not None
    withdraw(publication=last, reason="错", by=here.final, at=moment(date(2024, 1, 2)))
    again = published(here, moment(date(2024, 1, 3)))
    assert again.index_number == "000000JYJ/2024-00002"


@pytest.mark.django_db
def test_numbers_go_on_past_99999() -> None:
    here = world()
    record = draft(here)
    for number in ("099999", "100000", "99999"):
        other = draft(here)
        Record.objects.filter(pk=other.pk).update(index_number=f"000000JYJ/2023-{number}")
    submit(record=record, by=here.clerk, at=AT)
    assert pass_all(here, record).index_number == "000000JYJ/2023-100001"


@pytest.mark.django_db
def test_organisations_that_share_a_credit_code_share_its_numbers() -> None:
    code = "91350100M000100Y43"
    organisations = [
        department("gwh", "管委会", credit_code=code),
        department("gwhbgs", "管委会办公室", credit_code=code),
    ]
    numbers = []
    for one in organisations:
        here = World(one, clerk(one), *three_reviewers(one), item())
        numbers.append(published(here).index_number)
    assert numbers == [f"{code}/2023-00001", f"{code}/2023-00002"]


@pytest.mark.django_db
def test_posts_count_on_the_day_in_china() -> None:
    here = world()
    record = submitted(here)
    late = person("晚到", (department("lsj", "临时局"), Post.Role.CLERK))
    post(late, here.organisation, Post.Role.FIRST_REVIEWER, AT.date() + timedelta(days=1))
    assert refused_for(lambda: decide(record, 1, late)) == ["no_post_at_level"]
    midnight = moment(AT.date() + timedelta(days=1), hour=0)
    decide(record, 1, late, midnight)
    assert AT.date() > LONG_AGO


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run the acts in threads of their own, started together; what each raised, in order."""
    together = Barrier(len(acts))
    raised: list[BaseException | None] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            together.wait(timeout=20)
            acts[place]()
        except BaseException as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def fresh(record: Record) -> Record:
    return Record.objects.select_related("organisation").get(pk=record.pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_two_people_in_the_same_second_give_one_review(level: int) -> None:
    here = world()
    record = submitted(here)
    for below in range(1, level):
        decide(record, below, here.reviewers[below - 1])
    role = here.reviewers[level - 1].posts.get().role
    deputy = person("副职", (here.organisation, role))
    pair: tuple[Person, Person] = (here.reviewers[level - 1], deputy)
    raised = at_once(*(lambda who=who: decide(fresh(record), level, who) for who in pair))
    codes = [
        reason.code
        for error in raised
        if isinstance(error, Refused)
        for reason in (error.reasons or (error,))
    ]
    expected = "record_not_under_review" if level == 3 else "level_not_due"
    assert codes == [expected]
    assert sum(error is None for error in raised) == 1
    assert Review.objects.filter(level=level).count() == 1
    assert Publication.objects.count() == (1 if level == 3 else 0)


@pytest.mark.django_db(transaction=True)
def test_many_publications_in_the_same_second_get_numbers_of_their_own() -> None:
    here = world()
    records = [submitted(here, title=f"第{n}件") for n in range(4)]
    for record in records:
        decide(record, 1, here.first)
        decide(record, 2, here.second)
    raised = at_once(
        *(lambda record=record: decide(fresh(record), 3, here.final) for record in records)
    )
    assert raised == [None] * 4
    numbers = sorted(Publication.objects.values_list("index_number", flat=True))
    assert numbers == [f"000000JYJ/2023-{n:05d}" for n in range(1, 5)]
    assert list(LogEntry.objects.values_list("sequence", flat=True)) == [0, 1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_an_edit_and_a_final_pass_in_the_same_second_never_publish_the_edit() -> None:
    here = world()
    record = submitted(here)
    decide(record, 1, here.first)
    decide(record, 2, here.second)
    seen = current_of(record).content_hash
    raised = at_once(
        lambda: give(
            record=fresh(record), level=3, outcome=PASSED, opinion="",
            content_hash=seen, by=here.final, at=AT,
        ),
        lambda: edit(record=fresh(record), by=here.clerk, at=AT, title="抢先改"),
    )  # fmt: skip
    assert raised[1] is None
    published_hashes = list(Publication.objects.values_list("content_hash", flat=True))
    assert published_hashes == ([seen] if raised[0] is None else [])
