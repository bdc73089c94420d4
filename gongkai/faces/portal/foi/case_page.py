"""What the tracking page says: the law's clock in plain words, what is waited for, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.faces.portal.foi.plain_words import headline, now_and_next, past
from gongkai.faces.ui.parts import Event, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.rules.foi import OUTCOMES
from gongkai.rules.foi.case import CLOSED, CORRECTING, DECIDED, RUNNING
from gongkai.rules.letters import LETTERS, remedy
from gongkai.rules.workdays import workdays_between
from gongkai.work.foi.models.letter import Delivery
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.foi.queries.tracked import Tracked
from gongkai.work.foi.queries.wording import organ_of


@dataclass(frozen=True)
class Days:
    """The working days of the term: gone, not counted, left."""

    used: int
    paused: int
    left: int

    @property
    def boxes(self) -> Sequence[str]:
        """One mark for each day, in their order."""
        return ["u"] * self.used + ["p"] * self.paused + [""] * self.left


@dataclass(frozen=True)
class Paper:
    """A letter or file; without `url` it went another way. `pdf`: where it is had as PDF."""

    title: str
    facts: Sequence[str]
    url: str
    pdf: str = ""


@dataclass(frozen=True)
class CasePage:
    """Everything on the page of one request."""

    tracked: Tracked
    tag: Tag
    lead: str
    days: Days | None
    events: Sequence[Event]
    letters: Sequence[Paper]
    given: Sequence[Paper]
    remedy: str
    supplements: bool
    explains: bool
    withdraws: bool
    overdue: bool


def case_page(tracked: Tracked, on: date) -> CasePage:
    """The page on a day. One query besides those of `tracked` once it is decided."""
    reading = tracked.reading
    state = reading.state or INTAKE
    asked = any(row.kind == "explanation_requested" for row in tracked.events)
    return CasePage(
        tracked=tracked,
        tag=tag_of(state),
        lead=headline(tracked, on),
        days=_days(tracked, on),
        events=[*past(tracked), *now_and_next(tracked)],
        letters=[_letter(one) for one in tracked.letters],
        given=[
            Paper(one.file.name, [], reverse("portal:foi_given", args=[one.pk]))
            for one in tracked.given
        ],
        remedy=_remedy(tracked),
        supplements=state == CORRECTING,
        explains=asked and state == RUNNING,
        withdraws=state not in CLOSED,
        overdue=reading.overdue and state not in CLOSED,
    )


def _days(tracked: Tracked, on: date) -> Days | None:
    """Only while the term runs and was not agreed on otherwise; then used and left are the term."""
    reading = tracked.reading
    if reading.state != RUNNING or reading.due is None or reading.clock_from is None:
        return None
    if any(row.kind == "delayed" for row in tracked.events):
        return None
    left = max(0, workdays_between(on, reading.due, provisional=True))
    gone = workdays_between(reading.clock_from, min(on, reading.due), provisional=True)
    return Days(max(0, gone - reading.excluded_days), reading.excluded_days, left)


def _letter(one: Delivery) -> Paper:
    letter = one.letter
    url, pdf = "", ""
    if one.way == Delivery.Way.ONLINE:
        url = reverse("portal:foi_letter", args=[letter.pk])
        pdf = reverse("portal:foi_letter_pdf", args=[letter.pk]) if letter.pdf_id else ""
    facts = [letter.number, f"{one.get_way_display()}，{one.on.isoformat()}"]
    return Paper(LETTERS[letter.kind].name, facts, url, pdf)


def _remedy(tracked: Tracked) -> str:
    replies = [row.outcome for row in tracked.events if row.kind == "replied"]
    if tracked.reading.state != DECIDED or not replies or replies[-1] not in OUTCOMES:
        return ""
    return remedy(replies[-1], organ_of(tracked.request.organisation))
