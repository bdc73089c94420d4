"""A department that handles requests, and requests in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.work.foi.actions.happen import happen
from gongkai.work.foi.actions.register import Registered, register
from gongkai.work.foi.models.request import Request
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from tests.factories import department, moment, person

ID = "11010519491231002X"
SUBMITTED = moment(date(2026, 2, 5))
APPLICANT = {
    "kind": "natural",
    "name": "米有为",
    "identity_kind": "居民身份证",
    "identity": ID,
    "phone": "13800000000",
    "email": "",
    "address": "青禾区稻香路一号",
}
WANTED = {"wanted": "二〇二五年道路养护合同", "form": "electronic", "way": "online"}


@dataclass(frozen=True)
class Scene:
    """One organisation with those who handle and approve."""

    organisation: Organisation
    clerk: Person
    approver: Person


def scene(code: str = "jtj", name: str = "交通局") -> Scene:
    one = department(code, name)
    return Scene(
        one,
        person("经办甲", (one, Post.Role.FOI_CLERK)),
        person("审批乙", (one, Post.Role.FOI_APPROVER)),
    )


def registered(
    here: Scene, channel: str = "counter", at: datetime = SUBMITTED, **fields: Any
) -> Registered:
    """A request taken in by the clerk."""
    who = APPLICANT | {name: fields.pop(name) for name in list(fields) if name in APPLICANT}
    return register(
        organisation=here.organisation, channel=channel, applicant=who, wanted=WANTED | fields,
        by=here.clerk, at=at,
    )  # fmt: skip


def then(here: Scene, request: Request, kind: str, on: date, **fields: Any) -> Request:
    """Let something happen to it at nine o'clock of that day."""
    happen(request=request, kind=kind, on=on, by=here.clerk, at=moment(on), **fields)
    return request
