"""Meetings as the desk and the public see them; who the representatives are is asked for apart."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from gongkai.work.decisions.models.meeting import (
    ClosedList,
    Meeting,
    Replacement,
    Representative,
    Statement,
)
from gongkai.work.journal.seal import secret_hash
from gongkai.work.org.models.organisation import Organisation

# What is sealed is not even read where nobody asked for it.
SEALED = ("name", "phone", "why")
# A number that nobody has is compared with this, so that it takes as long as any other.
_NOBODY = "0" * 64
_STANDING = Representative.Standing


def meetings_of(places: Collection[Organisation] | None) -> QuerySet[Meeting]:
    """The meetings of these organisations, None for those of all; the latest first."""
    rows = Meeting.objects.select_related(
        "organisation", "call_record__live", "adoption_record__live"
    )
    if places is not None:
        rows = rows.filter(organisation__in=[one.pk for one in places])
    return rows.order_by("-held_at", "-number")


def public_meetings() -> QuerySet[Meeting]:
    """Those of which the call or the adoption is public now, the latest first."""
    is_public = Q(call_record__live__isnull=False) & ~Q(state=Meeting.State.ARRANGING)
    return meetings_of(None).filter(is_public | Q(adoption_record__live__isnull=False))


def public_meeting(number: str) -> Meeting | None:
    """One of these; None for any other. One query."""
    return public_meetings().filter(number=number).first()


def is_taking(meeting: Meeting, on: date) -> bool:
    """True while people can apply: the call is public, and its last day is not over."""
    record = meeting.call_record
    is_announced = record is not None and record.live_id is not None
    if not is_announced or meeting.state != Meeting.State.CALLING or meeting.closes_on is None:
        return False
    return on <= meeting.closes_on


def next_representative(meeting: Meeting, letter: str) -> str:
    """The next number of the list, D01 or Y01; whoever asks holds the meeting meanwhile."""
    rows = Representative.objects.filter(meeting=meeting, number__startswith=letter)
    given = [int(one[1:]) for one in rows.values_list("number", flat=True)]
    return f"{letter}{max(given, default=0) + 1:02}"


def representatives(meeting: Meeting) -> QuerySet[Representative]:
    """Everybody of the list by number and kind, without anything sealed."""
    return Representative.objects.filter(meeting=meeting).defer(*SEALED).order_by("id")


def people(meeting: Meeting) -> QuerySet[Representative]:
    """The same with names and telephones, for those who invite them."""
    return Representative.objects.filter(meeting=meeting).order_by("id")


def attending(meeting: Meeting) -> QuerySet[Representative]:
    """Those who are to attend, and those who did."""
    return representatives(meeting).filter(standing=_STANDING.CHOSEN)


def alternates(meeting: Meeting, kind: str) -> list[Representative]:
    """Those of the kind who wait, in the order drawn."""
    waiting = representatives(meeting).filter(kind=kind, standing=_STANDING.ALTERNATE)
    order = {number: place for place, number in enumerate(_order_drawn(meeting))}
    return sorted(waiting, key=lambda one: order[one.number])


def _order_drawn(meeting: Meeting) -> list[str]:
    drawing = meeting.closed_list.drawing
    return [number for one in drawing.record["kinds"] for number in one["alternates"]]


def closed_list_of(meeting: Meeting) -> ClosedList | None:
    """The list as it closed, with its drawing; without its secret. One query."""
    rows = ClosedList.objects.defer("secret").select_related("drawing")
    return rows.filter(meeting=meeting).first()


def applied_counts(meeting: Meeting) -> Sequence[tuple[str, int]]:
    """How many applied by kind, those set aside left out: (code, number)."""
    rows = Representative.objects.filter(meeting=meeting, way=Representative.Way.APPLIED)
    counted = rows.exclude(standing=_STANDING.SET_ASIDE).values("kind").annotate(n=Count("pk"))
    return [(one["kind"], one["n"]) for one in counted.order_by("kind")]


def application(meeting: Meeting, number: str, secret: str) -> Representative | None:
    """The application that number and secret open. One query."""
    tidy = "".join(number.replace("\0", "").split()).upper()[:8]
    found = representatives(meeting).filter(number=tidy, way="applied").first()
    kept = found.secret_hash if found is not None and found.secret_hash else _NOBODY
    return found if hmac.compare_digest(secret_hash(secret), kept) else None


def replacements(meeting: Meeting) -> QuerySet[Replacement]:
    """Who gave a drawn place up, and who took it over, without anything sealed."""
    rows = Replacement.objects.filter(meeting=meeting).select_related("gone", "came")
    sealed = [f"{one}__{field}" for one in ("gone", "came") for field in SEALED]
    return rows.defer(*sealed).order_by("id")


def statements_of(meeting: Meeting) -> QuerySet[Statement]:
    """What was said, topic by topic, without anything sealed."""
    rows = Statement.objects.filter(meeting=meeting).select_related("topic", "representative")
    sealed = [f"representative__{field}" for field in SEALED]
    return rows.defer(*sealed).order_by("topic__order", "id")
