"""Who plays: the organisations of a plan and the people with accounts in them."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.org.models.person import Post
from gongkai.work.records.actions.catalogue import set_up
from gongkai.work.staffing.actions.accounts import open_account
from gongkai.work.staffing.actions.organisations import found
from tests.factories import post
from tests.journeys.scripts import Script
from tests.journeys.stage import PASSWORD

ROLE = Post.Role
# Account, name, role; where it works is said by the script.
OFFICE = (("office", "何书远", ROLE.OPENNESS_OFFICER), ("head", "温清和", ROLE.OPENNESS_HEAD))
AUTHORS = (
    ("clerk", "陆知夏", ROLE.CLERK),
    ("first", "顾明溪", ROLE.FIRST_REVIEWER),
    ("second", "沈一禾", ROLE.SECOND_REVIEWER),
    ("final", "许敬之", ROLE.FINAL_REVIEWER),
)
LATE = (("late", "田以宁", ROLE.CLERK),)


def cast(script: Script, at: datetime) -> None:
    """Found what stands before the plan comes, with the catalogue of the law."""
    found(code="district", name=script.district, kind="district", by=None, at=at)
    organisations = {
        name: found(
            # An institution owes no guide and no yearly report of its own, so that the month
            # holds only what the journey is about.
            code=f"unit{order}", name=name, kind="institution", order=order,
            runs_openness=order == 1, by=None, at=at,
        )
        for order, name in enumerate(script.names, 1)
    }  # fmt: skip
    for place, people in (
        (script.names[0], OFFICE), (script.author, AUTHORS), (script.late, LATE)
    ):  # fmt: skip
        for account, name, role in people:
            person = open_account(username=account, name=name, password=PASSWORD, by=None, at=at)
            post(person, organisations[place], role)
    set_up(at=at)
