"""Events as the office, the units and the public see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, Prefetch, Q, QuerySet

from gongkai.rules import responses as rules
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import EVERYWHERE, OWN, posts_on
from gongkai.work.responses.models.event import Event, Note, Part, Reply

# A clock that no unit has taken over yet.
NOBODY = ""


@dataclass(frozen=True)
class Standing:
    """A part and its clocks at a moment."""

    part: Part
    clocks: tuple[rules.Clock, ...]

    @property
    def is_overdue(self) -> bool:
        """True if a term is over and not met."""
        return any(one.state == "overdue" for one in self.clocks)


def events(state: str | None = None) -> QuerySet[Event]:
    """All events with their parts, those whose term is nearest or over first."""
    parts = Part.objects.select_related("organisation").order_by("id")
    rows = Event.objects.prefetch_related(Prefetch("parts", parts))
    if state is not None:
        rows = rows.filter(state=state)
    return rows.order_by(F("due_at").asc(nulls_last=True), "-found_at", "-number")


def parts_of(places: Collection[Organisation], state: str | None = None) -> QuerySet[Part]:
    """The parts of these organisations with their events, the nearest term first."""
    rows = Part.objects.filter(organisation__in=[one.pk for one in places])
    if state is not None:
        rows = rows.filter(event__state=state)
    return rows.select_related("event", "organisation").order_by(
        F("due_at").asc(nulls_last=True), "-event__found_at", "-id"
    )


def clocks_of(event: Event, part: Part | None, now: datetime) -> tuple[rules.Clock, ...]:
    """The clocks of a unit; with no part those that run before anybody was asked."""
    return rules.clocks_of(as_event(event), as_part(part), now)


def standing(event: Event, part: Part, now: datetime) -> Standing:
    """A part and its clocks."""
    return Standing(part, clocks_of(event, part, now))


def as_event(event: Event) -> rules.Event:
    """An event in the words of the rules."""
    return rules.Event(event.grade, event.happened_at, event.found_at)


def as_part(part: Part | None) -> rules.Part:
    """A part in the words of the rules."""
    if part is None:
        return rules.Part(NOBODY, None)
    return rules.Part(
        unit=part.organisation.label,
        assigned_at=part.assigned_at,
        accepted_at=part.accepted_at,
        handled_at=part.handled_at,
        responded_at=part.responded_at,
        press_at=part.press_at,
    )


def nearest(clocks: Iterable[rules.Clock]) -> datetime | None:
    """The first term that is not met."""
    return min((one.due_at for one in clocks if one.met_at is None), default=None)


def notes_of(part: Part) -> QuerySet[Note]:
    """What the unit did, in order."""
    return Note.objects.filter(part=part).select_related("by").order_by("id")


def replies_of(part: Part) -> QuerySet[Reply]:
    """What the unit answered, in order."""
    rows = Reply.objects.filter(part=part).select_related("record__live", "by")
    return rows.order_by("public_at", "id")


def public_replies() -> QuerySet[Reply]:
    """Answers that can be read now, the newest first; of the events nothing."""
    can_be_read = Q(record=None) | Q(record__live__isnull=False)
    rows = Reply.objects.filter(can_be_read).select_related("record__live", "part__organisation")
    return rows.order_by("-public_at", "-id")


def may_be_asked(on: date) -> QuerySet[Organisation]:
    """The organisations that exist on the day."""
    lasting = Q(active_until=None) | Q(active_until__gt=on)
    return Organisation.objects.filter(lasting, active_from__lte=on).order_by("order", "code")


def parts_waiting(person: Person, on: date) -> QuerySet[Part]:
    """The parts of one's organisations with a term that is not met."""
    places = posts_on(person, on).filter(role__in=OWN["response.handle"])
    rows = Part.objects.filter(organisation__in=places.values("organisation_id"))
    return rows.filter(event__state=Event.State.TRACKING, due_at__isnull=False)


def events_waiting(person: Person, on: date) -> QuerySet[Event]:
    """For those who assign: events that nobody was asked to answer, and answered ones to close."""
    office = posts_on(person, on).filter(role__in=EVERYWHERE["response.assign"])
    rows = Event.objects.filter(Exists(office), state=Event.State.TRACKING)
    return rows.filter(Q(parts=None) | Q(due_at=None)).distinct()
