"""What applicants see of their own request: its clock, letters to them, files given to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.rules.foi import Reading
from gongkai.rules.foi.case import DECIDED
from gongkai.rules.letters import LETTERS
from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Request, RequestEvent, RequestFile
from gongkai.work.foi.queries.clocks import clock_of, events_of

_TO_APPLICANT = tuple(code for code, kind in LETTERS.items() if kind.to == "applicant")


@dataclass(frozen=True)
class Tracked:
    """A request on a day. `letters` were served to the applicant; those served online are had here.

    `given` are files handed over with the reply, empty before it. `parts`: numbers it was split
    into; `joined`: the number it was merged into.
    """

    request: Request
    reading: Reading
    events: Sequence[RequestEvent]
    letters: Sequence[Delivery]
    given: Sequence[RequestFile]
    parts: Sequence[str]
    joined: str


def case_of(pk: int) -> Request | None:
    """The request with its organisation. One query."""
    return Request.objects.select_related("organisation").filter(pk=pk).first()


def tracked(request: Request, on: date) -> Tracked:
    """Three queries, one more once it is decided and one if it was merged, however much there is.

    Who handles it and who else was asked stays out.
    """
    events = list(request.events.order_by("order"))
    reading = clock_of(request, on, events)
    return Tracked(
        request=request,
        reading=reading,
        events=events,
        letters=list(_served(request)),
        given=_given(request) if reading.state == DECIDED else (),
        parts=list(request.parts.order_by("id").values_list("number", flat=True)),
        # The other request is read only where there is one; a join would read it for all.
        joined=request.merged_into.number if request.merged_into else "",
    )


def letter_file(request: Request, pk: int, *, pdf: bool = False) -> StoredFile | None:
    """The file of a letter that was served to the applicant on this page. One query."""
    here = _served(request).filter(way=Delivery.Way.ONLINE)
    letter = next((one.letter for one in here if one.letter_id == pk), None)
    return None if letter is None else letter.pdf if pdf else letter.file


def given_file(request: Request, pk: int, on: date) -> StoredFile | None:
    """A file that was given with the reply, once that was served. Two queries."""
    if clock_of(request, on, events_of(request)).state != DECIDED:
        return None
    return next((one.file for one in _given(request) if one.pk == pk), None)


def _served(request: Request) -> QuerySet[Delivery]:
    sent = Delivery.objects.filter(
        letter__request=request, letter__state=Letter.State.SENT, letter__kind__in=_TO_APPLICANT
    )
    return sent.select_related("letter__file", "letter__pdf").order_by("on", "id")


def _given(request: Request) -> list[RequestFile]:
    """Of a file that was made anew only the last; an earlier one may tell too much."""
    found = request.files.filter(role=RequestFile.Role.GIVEN).select_related("file", "made_from")
    last: dict[tuple[str, int | None], RequestFile] = {}
    for one in found.order_by("id"):
        source = one.made_from.made_from_id if one.made_from else None
        last["source" if source else "own", source or one.pk] = one
    return list(last.values())
