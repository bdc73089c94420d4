"""What applicants do with their own request on the tracking page: correct it, explain, withdraw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from gongkai.rules.foi.case import RUNNING
from gongkai.work.foi.actions.handed_in import Handed, add, plain
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.clocks import clock_of, events_of
from gongkai.work.journal.deeds import Refused, day_of, deed

_LONGEST = 5000
_SUPPLEMENT = RequestFile.Role.SUPPLEMENT


def supplement(
    *, request: Request, text: str, at: datetime, files: Sequence[Handed] = ()
) -> Request:
    """Hand in what the agency asked for (补正, 条例 第三十条); the term begins anew with the day.

    After the term only the agency can say whether there was a good reason: Refused.
    """
    with _by_applicant("foi.applicant.supplement", request, at) as held:
        said = _said(text, files)
        happen(request=held, kind="supplement_received", on=day_of(at), by=None, at=at)
        add(request=held, role=_SUPPLEMENT, label="补正说明", text=said, files=files, at=at)
    request.refresh_from_db()
    return request


def explain(*, request: Request, text: str, at: datetime, files: Sequence[Handed] = ()) -> Request:
    """Give the reasons that the agency asked for (条例 第三十五条); the clock goes on."""
    with _by_applicant("foi.applicant.explain", request, at) as held:
        said = _said(text, files)
        rows = events_of(held)
        asked = any(row.kind == "explanation_requested" for row in rows)
        if not asked or clock_of(held, day_of(at), rows).state != RUNNING:
            raise Refused("foi_nothing_to_explain")
        add(request=held, role=_SUPPLEMENT, label="说明理由", text=said, files=files, at=at)
    return request


def withdraw(*, request: Request, at: datetime) -> Request:
    """Take the request back. One whose receipt nobody has confirmed is received with this.

    Both sides agree on the day by it (第三十一条), so that the year counts the request.
    """
    with _by_applicant("foi.applicant.withdraw", request, at) as held:
        on = day_of(at)
        if held.received_on is None:
            happen(
                request=held,
                kind="received",
                on=on,
                by=None,
                at=at,
                note="申请人撤回，当日确认收到",
            )
        happen(request=held, kind="withdrawn", on=on, by=None, at=at)
    request.refresh_from_db()
    return request


@contextmanager
def _by_applicant(verb: str, request: Request, at: datetime) -> Iterator[Request]:
    """An act of the applicant: nobody's account, the number alone in the journal."""
    organisation = request.organisation
    with deed(verb, by=None, at=at, power=None, organisation=organisation) as act:
        held = locked(request)
        act.target, act.detail = held, {"number": held.number}
        yield held


def _said(text: str, files: Sequence[Handed]) -> str:
    said = plain(text)
    if not said and not files:
        raise Refused("foi_nothing_said")
    if len(said) > _LONGEST:
        raise Refused("foi_said_too_long", length=len(said), limit=_LONGEST)
    return said
