"""Founding the example district: organisations, groups, people with their posts, accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.faces.jobs.demo.documents import load
from gongkai.faces.jobs.demo.names import invented
from gongkai.rules.check_digits import is_credit_code, is_organisation_code
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.staffing.actions.accounts import open_account
from gongkai.work.staffing.actions.appoint import appoint
from gongkai.work.staffing.actions.groups import set_group
from gongkai.work.staffing.actions.organisations import found

PASSWORD = "qinghe-2026-demo"  # noqa: S105 - printed for whoever tries the example
FOUNDED = date(2020, 1, 1)
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
IN_POST_SINCE = date(2025, 1, 1)
DEPARTMENT_ROLES = (
    Post.Role.CLERK,
    Post.Role.FIRST_REVIEWER,
    Post.Role.SECOND_REVIEWER,
    Post.Role.FINAL_REVIEWER,
    Post.Role.HEAD,
)
# Who can log in: account, organisation, role. Everybody else is there but has no password.
LOGINS = (
    ("zhengwu", "zhengfuban", Post.Role.OPENNESS_OFFICER),
    ("zhuren", "zhengfuban", Post.Role.OPENNESS_HEAD),
    ("caizheng", "caizheng", Post.Role.CLERK),
    ("caizheng1", "caizheng", Post.Role.FIRST_REVIEWER),
    ("caizheng2", "caizheng", Post.Role.SECOND_REVIEWER),
    ("caizheng3", "caizheng", Post.Role.FINAL_REVIEWER),
    ("caizhengju", "caizheng", Post.Role.HEAD),
    ("guanli", "dashuju", Post.Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class District:
    """The founded district: its organisations by code, its people by code and role."""

    government: Organisation
    organisations: dict[str, Organisation]
    people: dict[tuple[str, str], Person]

    def organisation(self, code: str) -> Organisation:
        """The organisation with that code, the government among them."""
        return self.government if code == self.government.code else self.organisations[code]

    @property
    def officer(self) -> Person:
        """Who runs the year in the openness office."""
        return self.people["zhengfuban", Post.Role.OPENNESS_OFFICER]

    @property
    def openness_head(self) -> Person:
        """Who locks the months."""
        return self.people["zhengfuban", Post.Role.OPENNESS_HEAD]


def found_district(at: datetime) -> District:
    """Found everything of district.toml and people to work in it."""
    data = load("district.toml")
    government = _found({**data["district"], "kind": "district"}, 0, at)
    organisations = {
        row["code"]: _found(row, order, at) for order, row in enumerate(data["organisation"], 1)
    }
    for name, codes in data["groups"].items():
        members = [one for code, one in organisations.items() if codes == ["*"] or code in codes]
        set_group(name=name, members=members, by=None, at=at)
    people = _people(organisations, at)
    people |= _for_the_government(government, people, at)
    return District(government, organisations, people)


def _found(row: dict[str, object], order: int, at: datetime) -> Organisation:
    known = {"kind": Organisation.Kind.DEPARTMENT, "credit_code": credit_code(order), **row}
    return found(**known, order=order, active_from=FOUNDED, by=None, at=at)  # type: ignore[arg-type]


def credit_code(order: int) -> str:
    """A code of the right shape (GB 32100) that no body bears: there is no region 990000."""
    unit = next(code for sign in _SIGNS if is_organisation_code(code := f"{order:08}{sign}"))
    return next(code for sign in _SIGNS if is_credit_code(code := f"11990000{unit}{sign}"))


def _people(organisations: dict[str, Organisation], at: datetime) -> dict[tuple[str, str], Person]:
    logins = {(code, role): account for account, code, role in LOGINS}
    wanted = [(code, role) for code in organisations for role in DEPARTMENT_ROLES]
    wanted += [place for place in logins if place not in wanted]
    people: dict[tuple[str, str], Person] = {}
    names = invented()
    for code, role in wanted:
        person = _person(logins.get((code, role)), f"{code}-{role}", next(names), at)
        appoint(
            person=person, organisation=organisations[code], role=role,
            from_on=IN_POST_SINCE, by=None, at=at,
        )  # fmt: skip
        people[code, role] = person
        if role == Post.Role.CLERK:
            # In a department the same desk answers requests for information.
            appoint(
                person=person, organisation=organisations[code], role=Post.Role.FOI_CLERK,
                from_on=IN_POST_SINCE, by=None, at=at,
            )  # fmt: skip
    return people


def _for_the_government(
    government: Organisation, people: dict[tuple[str, str], Person], at: datetime
) -> dict[tuple[str, str], Person]:
    """Those of its office write and review what the government itself publishes."""
    own = {role: people["zhengfuban", role] for role in DEPARTMENT_ROLES[:-1]}
    for role, person in own.items():
        appoint(
            person=person, organisation=government, role=role, from_on=IN_POST_SINCE,
            by=None, at=at,
        )  # fmt: skip
    return {(government.code, role): person for role, person in own.items()}


def _person(account: str | None, fallback: str, name: str, at: datetime) -> Person:
    if account is None:
        return Person.objects.create_user(fallback, name=name)
    return open_account(username=account, name=name, password=PASSWORD, by=None, at=at)
