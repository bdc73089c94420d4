"""Accounts are opened and closed; posts are given and end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.org.models.organisation import Office
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import may
from gongkai.work.staffing.actions.accounts import close_account, open_account, set_password
from gongkai.work.staffing.actions.appoint import appoint, end_post
from gongkai.work.staffing.actions.organisations import dissolve
from tests.factories import AT, administrator, clerk, department, person

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 25)


def test_an_account_is_opened_with_a_hashed_password() -> None:
    made = open_account(
        username="li.si", name="李四", password="春风化雨2023", by=administrator(), at=AT
    )
    assert made.check_password("春风化雨2023")
    assert "春风化雨" not in made.password
    assert Deed.objects.get(verb="account.open").detail == {"username": "li.si"}


@pytest.mark.parametrize(
    ("username", "name", "password", "refusal"),
    [
        ("li si", "李四", "春风化雨2023", "username_unfit"),
        ("", "李四", "春风化雨2023", "username_unfit"),
        ("zhang", "李四", "春风化雨2023", "username_taken"),
        ("lisi", "  ", "春风化雨2023", "name_missing"),
        ("lisi", "李四", "password", "password_weak"),
        ("lisi", "李四", "短", "password_weak"),
    ],
)
def test_an_account_is_refused(username: str, name: str, password: str, refusal: str) -> None:
    person("张三", username="zhang")
    with pytest.raises(Refused) as refused:
        open_account(username=username, name=name, password=password, by=None, at=AT)
    assert refused.value.code == refusal
    assert Person.objects.count() == 1


def test_a_clerk_opens_no_accounts_but_changes_their_own_password() -> None:
    one, other = clerk(department()), person("旁人")
    with pytest.raises(Refused) as refused:
        open_account(username="li", name="李", password="春风化雨2023", by=one, at=AT)
    assert refused.value.code == "no_power"
    set_password(person=one, password="春风化雨2023", by=one, at=AT)
    assert one.check_password("春风化雨2023")
    with pytest.raises(Refused) as refused:
        set_password(person=other, password="春风化雨2023", by=one, at=AT)
    assert refused.value.code == "no_power"


def test_a_closed_account_has_no_powers_and_no_posts() -> None:
    school = department()
    one = clerk(school)
    assert may(one, "record.draft", school, TODAY)
    close_account(person=one, by=administrator(), at=AT)
    assert not may(one, "record.draft", school, TODAY)
    with pytest.raises(Refused) as refused:
        appoint(person=one, organisation=school, role="head", from_on=TODAY, by=None, at=AT)
    assert refused.value.code == "account_closed"


def test_a_post_is_given_and_ends() -> None:
    school, one = department(), person("张三")
    held = appoint(
        person=one, organisation=school, role="clerk", from_on=TODAY, by=administrator(), at=AT
    )
    assert not may(one, "record.draft", school, TODAY - timedelta(days=1))
    end_post(post=held, until_on=TODAY, by=administrator(), at=AT)
    assert may(one, "record.draft", school, TODAY)
    assert not may(one, "record.draft", school, TODAY + timedelta(days=1))
    assert list(
        Deed.objects.filter(verb__startswith="post.", object_id=str(held.pk))
        .order_by("id")
        .values_list("verb", flat=True)
    ) == ["post.appoint", "post.end"]


def test_a_post_is_refused() -> None:
    school, other, gone = department(), department("b", "乙局"), department("c", "丙局")
    one = clerk(school)
    dissolve(organisation=gone, on=TODAY, by=None, at=AT)
    elsewhere = Office.objects.create(organisation=other, name="办公室")
    for organisation, role, office, code in (
        (school, "clerk", None, "post_held"),
        (school, "king", None, "role_unknown"),
        (gone, "clerk", None, "organisation_closed"),
        (school, "head", elsewhere, "office_elsewhere"),
    ):
        with pytest.raises(Refused) as refused:
            appoint(
                person=one,
                organisation=organisation,
                role=role,
                from_on=TODAY,
                by=None,
                at=AT,
                office=office,
            )
        assert refused.value.code == code


def test_a_post_does_not_end_twice_or_before_it_began() -> None:
    held = Post.objects.get(person=clerk(department()))
    with pytest.raises(Refused) as refused:
        end_post(post=held, until_on=date(2019, 1, 1), by=None, at=AT)
    assert refused.value.code == "post_ends_before_it_begins"
    end_post(post=held, until_on=TODAY, by=None, at=AT)
    with pytest.raises(Refused) as refused:
        end_post(post=held, until_on=TODAY, by=None, at=AT)
    assert refused.value.code == "post_ended"
