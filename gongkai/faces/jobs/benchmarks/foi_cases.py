"""Requests in bulk for the benchmarks: five events each, states as the clock reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from gongkai.rules.foi import Event, read_clock
from gongkai.work.files.models import StoredFile
from gongkai.work.foi.models.letter import Delivery, Letter
from gongkai.work.foi.models.request import Applicant, Request, RequestEvent, RequestFile
from gongkai.work.foi.models.working import Handing
from gongkai.work.foi.queries.clocks import standing_of
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.seal import new_secret, secret_hash
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

# Of ten cases two run, one waits, seven are closed; at 500 cases a page of the list is full.
KINDS = ("running", "closed", "closed", "waiting", "closed", "closed", "running", "closed",
         "closed", "closed")  # fmt: skip
_BEGUN: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("received", 0, {}), ("correction_requested", 2, {"days": 10}), ("supplement_received", 10, {}),
)  # fmt: skip
_THEN: dict[str, tuple[tuple[str, int, dict[str, Any]], ...]] = {
    "running": (
        ("third_party_consulted", 13, {"party": "P1"}),
        ("third_party_answered", 17, {"party": "P1"}),
    ),
    "waiting": (
        ("explanation_requested", 13, {}),
        ("third_party_consulted", 17, {"party": "P1"}),
    ),
    "closed": (("extended", 20, {"days": 20}), ("replied", 38, {"outcome": "3.1"})),
}
# How many days ago the first one was received, and over how many the others spread before it.
_AGES = {"running": (18, 30), "waiting": (18, 5), "closed": (40, 1000)}
_BATCH = 2000


def kind_of(number: int) -> str:
    """What becomes of the case with this number."""
    return KINDS[number % len(KINDS)]


def happened(number: int, on: date) -> list[Event]:
    """The five events of the case with this number, the last of them not after `on`."""
    kind = kind_of(number)
    least, spread = _AGES[kind]
    received = on - timedelta(days=least + number // len(KINDS) % spread)
    return [
        Event(what, received + timedelta(days=after), **facts)
        for what, after, facts in (*_BEGUN, *_THEN[kind])
    ]


class Cabinet:
    """The cases of one body, all with one clerk and, for the benchmark's sake, one secret."""

    def __init__(self, place: Organisation, clerk: Person, approver: Person, on: date) -> None:
        self.place, self.clerk, self.approver, self.on = place, clerk, approver, on
        self.at = datetime.combine(on, time(8), CHINA)
        self.secret = new_secret()
        self.count = 0
        self._hash = secret_hash(self.secret)
        self._file = StoredFile.objects.create(
            sha256="0" * 64, name="告知书.pdf", media_type="application/pdf", size=1,
            organisation=place, stored_by=clerk, stored_at=self.at,
        )  # fmt: skip

    def fill(self, until: int) -> None:
        """Add cases until there are so many."""
        for start in range(self.count, until, _BATCH):
            with transaction.atomic():
                self._add(range(start, min(start + _BATCH, until)))
        self.count = until

    def _add(self, numbers: Sequence[int]) -> None:
        drawn = [self._drawn(number) for number in numbers]
        rows = Request.objects.bulk_create(one for one, _ in drawn)
        Applicant.objects.bulk_create(
            Applicant(request=one, kind="natural", name="米有为", phone="13900000000")
            for one in rows
        )
        Handing.objects.bulk_create(
            Handing(request=one, to=self.clerk, at=one.submitted_at) for one in rows
        )
        RequestEvent.objects.bulk_create(event for _, events in drawn for event in events)
        self._reply([one for one in rows if one.ended_on is not None])

    def _drawn(self, number: int) -> tuple[Request, list[RequestEvent]]:
        """The case and its events; what lists repeat of its clock is what the rules say."""
        events = happened(number, self.on)
        at = _morning(events[0].on)
        request = Request(
            organisation=self.place, number=f"BM-{number:06}", channel="counter",
            submitted_at=at, received_on=events[0].on, secret_hash=self._hash,
            wanted="道路养护合同", form="electronic", way="online", holder=self.clerk,
            registered_at=at, registered_by=self.clerk,
        )  # fmt: skip
        rows = [
            RequestEvent(
                request=request, order=order, at=_morning(one.on), by=self.clerk, **asdict(one)
            )
            for order, one in enumerate(events, 1)
        ]
        standing = standing_of(read_clock(events, self.on), rows, self.on)
        for name, value in asdict(standing).items():
            setattr(request, name, value)
        return request, rows

    def _reply(self, rows: Sequence[Request]) -> None:
        letters = Letter.objects.bulk_create(
            Letter(
                request=one, kind="G11", number=f"{one.number}-答", state=Letter.State.SENT,
                outcome=one.outcome, text="您申请的信息予以公开。", content_hash="0" * 64,
                file=self._file, pdf=self._file, drafted_at=self.at, drafted_by=self.clerk,
                approved_at=self.at, approved_by=self.approver,
            )
            for one in rows
        )  # fmt: skip
        Delivery.objects.bulk_create(
            Delivery(letter=letter, way="online", on=day, proof="网上送达", at=self.at)
            for letter in letters
            if (day := letter.request.ended_on) is not None
        )  # fmt: skip
        RequestFile.objects.bulk_create(
            RequestFile(request=one, file=self._file, role=RequestFile.Role.GIVEN, at=self.at)
            for one in rows
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), CHINA)
