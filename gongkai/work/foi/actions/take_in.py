"""Takes in papers that come to a case later: supplements, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.work.files.actions.store import store
from gongkai.work.foi.actions.happen import happen, locked
from gongkai.work.foi.actions.register import keep_file
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

_ROLE = RequestFile.Role


def note_supplement(
    *,
    request: Request,
    on: date,
    text: str,
    by: Person,
    at: datetime,
    good_reason: bool = False,
    files: Sequence[tuple[str, bytes]] = (),
) -> Request:
    """Write down a supplement that came on paper; the period begins anew (第三十条).

    `good_reason`: it came after its term and the applicant had a good reason.
    """
    place = request.organisation
    with deed("foi.supplement", by=by, at=at, power="foi.handle", organisation=place) as act:
        if not text.strip() and not files:
            raise Refused("foi_supplement_empty")
        happen(
            request=request, kind="supplement_received", on=on, by=by, at=at,
            good_reason=good_reason,
        )  # fmt: skip
        said = [("补正内容.txt", text.strip().encode())] if text.strip() else []
        for name, data in [*said, *files]:
            keep_file(request=request, name=name, data=data, by=by, at=at, role=_ROLE.SUPPLEMENT)
        act.target = request
        act.detail = {"number": request.number}
    request.refresh_from_db()
    return request


def add_found(
    *, request: Request, files: Sequence[tuple[str, bytes]], by: Person, at: datetime
) -> list[RequestFile]:
    """Put information that was found into the case; it is given to nobody by that."""
    place = request.organisation
    with deed("foi.found", by=by, at=at, power="foi.handle", organisation=place) as act:
        held = locked(request)
        if held.archives.exists():
            raise Refused("foi_file_archived", number=held.number)
        rows = []
        for name, data in files:
            stored = store(name=name, data=data, by=by, at=at, organisation=place)
            rows.append(
                RequestFile.objects.create(
                    request=held, file=stored, role=_ROLE.FOUND, at=at, by=by
                )
            )
        act.target = held
        act.detail = {"number": held.number, "files": len(rows)}
    return rows
