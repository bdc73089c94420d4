"""What was made, beside what went and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.faces.desk.foi_redact.gates import Visit
from gongkai.faces.desk.foi_redact.words import STATES, WHY, checks_said, remarks_said
from gongkai.faces.ui.parts import Check, Event, Tag
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.queries.redactions import look_at, places_of, text_at
from gongkai.work.foi.redact.marks import Look, Passage, Picture, Place, ground_said

ROWS, PAGES = 80, 5
_State = Redaction.State


@dataclass(frozen=True)
class Gone:
    """Something that went: where, what stood there, on which ground, and how it was found."""

    where: str
    text: str
    ground: str
    why: str


@dataclass(frozen=True)
class ResultPage:
    """The page of one file that was made; `leaves` are numbers of its pages."""

    visit: Visit
    redaction: Redaction
    tag: Tag
    kind: str
    page: Page[Any]
    passages: Sequence[Passage]
    leaves: Sequence[int]
    pictures: Sequence[Picture]
    gone: Sequence[Gone]
    checks: Sequence[Check]
    remarks: Sequence[str]
    events: Sequence[Event]
    can_approve: bool
    can_discard: bool
    own: bool


def result_page(visit: Visit, redaction: Redaction, number: str) -> ResultPage:
    """The page with part `number` of the file. Refused for a file that is lost."""
    assert redaction.result is not None
    look, original = look_at(redaction.result), look_at(redaction.source)
    page = _paged(look, number)
    waits = redaction.state == _State.MADE
    own = visit.person.pk == redaction.made_by_id
    return ResultPage(
        visit=visit,
        redaction=redaction,
        tag=STATES[_State(redaction.state)],
        kind=look.kind,
        page=page,
        passages=list(page.object_list) if look.kind == "word" else [],
        leaves=[leaf.number for leaf in page.object_list] if look.leaves else [],
        pictures=look.pictures if page.number == 1 else [],
        gone=[_gone(original, place) for place in places_of(redaction)],
        checks=checks_said(redaction.checks),
        remarks=remarks_said(redaction.remarks),
        events=_events(redaction),
        can_approve=waits and visit.approves and not own,
        can_discard=waits and visit.handles,
        own=own,
    )


def _paged(look: Look, number: str) -> Page[Any]:
    if look.leaves:
        return Paginator(look.leaves, PAGES).get_page(number)
    return Paginator(look.passages, ROWS).get_page(number)


def _gone(original: Look, place: Place) -> Gone:
    where = {one.key: one.where for one in original.passages}
    where |= {one.key: f"图片 {one.key[1:]}" for one in original.pictures}
    if place.box is not None:
        left, top, right, bottom = (one / 10 for one in place.box)
        said = f"第 {place.page} 页方框：左 {left:g} 上 {top:g} 右 {right:g} 下 {bottom:g}"
    else:
        said = where.get(place.key, "")
    return Gone(said, text_at(original, place), ground_said(place.ground), WHY[place.why])


def _events(redaction: Redaction) -> list[Event]:
    made_by = redaction.made_by.name if redaction.made_by else ""
    events = [Event(f"{made_by}制作，系统核验通过", redaction.made_at)]
    if redaction.decided_by is not None:
        done = "批准提供" if redaction.state == _State.APPROVED else "退回"
        title = f"{redaction.decided_by.name}{done}"
        events.append(Event(title, redaction.decided_at, redaction.opinion))
    elif redaction.state == _State.MADE:
        events.append(Event("等待另一位审批人审看", None, kind="now", when="现在"))
    return events
