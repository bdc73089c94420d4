"""A department at work in a running instance, for journeys that do not begin with a plan."""

from __future__ import annotations

from django.utils import timezone

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Record
from gongkai.work.staffing.actions.accounts import open_account
from tests.factories import department, district, openness_office, post
from tests.journeys.stage import PASSWORD

FIELDS = {
    "matter": "其他（一般时限）",
    "issuer": "城市管理局",
    "theme": "城乡建设-市政管理",
    "keywords": ["公园", "开放时间"],
    "body_html": "<p>每日六时至二十二时开放。</p>",
}


def login(username: str, organisation: Organisation, role: str) -> None:
    """Somebody with an account and one post."""
    opened = open_account(
        username=username, name=f"某{username}", password=PASSWORD, by=None, at=timezone.now()
    )
    post(opened, organisation, role)


def office() -> None:
    """The district and the openness office with somebody who adopts plans: `office`."""
    district()
    login("office", openness_office(), Post.Role.OPENNESS_OFFICER)


def at_work() -> Organisation:
    """A department with a clerk, two people for the first review, one for each other."""
    set_up(at=timezone.now())
    here = department("csglj", "城市管理局")
    for username, role in (
        ("clerk", Post.Role.CLERK),
        ("first", Post.Role.FIRST_REVIEWER),
        ("first2", Post.Role.FIRST_REVIEWER),
        ("second", Post.Role.SECOND_REVIEWER),
        ("final", Post.Role.FINAL_REVIEWER),
        ("final2", Post.Role.FINAL_REVIEWER),
    ):
        login(username, here, role)
    return here


def submitted(here: Organisation, title: str) -> Record:
    """A document sent off by its clerk, waiting for the first review."""
    by = here.posts.get(role=Post.Role.CLERK).person
    at = timezone.now()
    item = CatalogueItem.objects.get(code="P20-15")
    record = start(organisation=here, item=item, by=by, at=at)
    today = timezone.localdate(at)
    edit(record=record, by=by, at=at, title=title, issued_on=today, formed_on=today, **FIELDS)
    return submit(record=record, by=by, at=at)
