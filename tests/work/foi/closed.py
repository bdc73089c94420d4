"""A case from request to reply, as the tests of what follows need it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.work.files.actions.store import store
from gongkai.work.foi.actions.convert import review
from gongkai.work.foi.actions.letters import approve, draft, serve, submit
from gongkai.work.foi.models.ending import Conversion
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.models.working import SearchEntry
from tests.factories import moment
from tests.work.foi.scene import Scene, registered

REPLIED = date(2026, 2, 10)
GRANTED = {"提供情况": "向您提供养护合同的电子文本一份，共三十页。"}
NAME = "米有为"


def replied(here: Scene, request: Request, on: date = REPLIED, **more: Any) -> Letter:
    """The request answered by a letter that was approved and served on that day."""
    fields: dict[str, Any] = {"kind": "G11", "outcome": "3.1", "values": GRANTED} | more
    one = draft(request=request, by=here.clerk, at=moment(on), **fields)
    submit(letter=one, by=here.clerk, at=moment(on))
    approve(letter=one, by=here.approver, at=moment(on))
    serve(
        letter=one, way="post", on=on, proof=f"挂号 1，{NAME}签收", by=here.clerk, at=moment(on),
        file=(f"{NAME}签收.pdf", b"%PDF-1.4\n%%EOF"),
    )  # fmt: skip
    request.refresh_from_db()
    return one


def closed(here: Scene, on: date = REPLIED, **fields: Any) -> Request:
    """A request with a file and a search, answered on that day."""
    request = registered(here, **fields).request
    from_applicant(here, request)
    SearchEntry.objects.create(
        request=request, place="档案室", words="养护合同", result="找到一份", on=on,
        at=moment(on), by=here.clerk,
    )  # fmt: skip
    replied(here, request, on)
    return request


def from_applicant(here: Scene, request: Request) -> RequestFile:
    """What the applicant handed in."""
    return RequestFile.objects.create(
        request=request, file=_stored(here, request), role="application",
        at=request.registered_at, by=here.clerk,
    )  # fmt: skip


def _stored(here: Scene, request: Request) -> Any:
    return store(
        name="申请材料.txt", data=f"{NAME}的身份证明 {request.number}".encode(), by=here.clerk,
        at=request.registered_at, organisation=here.organisation,
    )  # fmt: skip


def refused_conversion(here: Scene, request: Request, on: date = REPLIED) -> Conversion:
    """Reviewed: it stays with the applicant."""
    return review(
        request=request, is_fit=False, reason="只与申请人有关", by=here.clerk, at=moment(on)
    )
