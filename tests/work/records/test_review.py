"""The three reviews: in order, by three people, on the very words; the last one publishes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.person import Person, Post
from gongkai.work.records.actions.draft import edit
from gongkai.work.records.actions.review import give
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.content import current_of
from gongkai.work.staffing.actions.appoint import end_post
from tests.factories import AT, LONG_AGO, department, moment, officer, person, post
from tests.factories import reviewers as three_reviewers
from tests.work.records.world import (
    PASSED,
    RETURNED,
    STEP,
    at_once,
    decide,
    draft,
    fresh,
    pass_all,
    refused_for,
    submitted,
    world,
)


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
def test_posts_count_on_the_day_in_china() -> None:
    here = world()
    record = submitted(here)
    late = person("晚到", (department("lsj", "临时局"), Post.Role.CLERK))
    post(late, here.organisation, Post.Role.FIRST_REVIEWER, AT.date() + timedelta(days=1))
    assert refused_for(lambda: decide(record, 1, late)) == ["no_post_at_level"]
    midnight = moment(AT.date() + timedelta(days=1), hour=0)
    decide(record, 1, late, midnight)
    assert AT.date() > LONG_AGO


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
