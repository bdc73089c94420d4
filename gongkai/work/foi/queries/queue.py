"""The cases of a body as lists: what runs, what waits, what is late; never who asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai.rules.workdays import add_workdays
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.clocks import INTAKE
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import OWN, posts_on

RUNNING = "running"
WAITING = ("awaiting_fee", "consulting_agency", "consulting_third_party", "correcting")
OPEN = (INTAKE, RUNNING, *WAITING)
TABS: dict[str, tuple[str, ...]] = {
    "running": (RUNNING,),
    "intake": (INTAKE,),
    "waiting": WAITING,
    "closed": ("decided", "closed_no_supplement", "closed_no_fee", "withdrawn"),
}
COUNTED, BESIDE = 1000, 200
"""As far as lists, and the numbers beside the navigation, count; more is looked for by number."""
URGENT, SOON = 3, 7


@dataclass(frozen=True)
class Counts:
    """How many cases of each tab, and of the running ones how many by colour; as far as counted."""

    tabs: dict[str, int]
    late: int
    urgent: int
    soon: int
    is_whole: bool


def cases_of(
    places: Sequence[Organisation], tab: str, *, holder: Person | None = None
) -> QuerySet[Request]:
    """The cases of a tab in the order in which they are to be looked at.

    Running ones by their last day, closed ones the last ended first; the order follows the
    indexes, so that a page costs the same however many cases there are.
    """
    # Ended cases are read in the order of one index; by their states they would all be sorted.
    ended = Q(ended_on__isnull=False)
    rows = Request.objects.filter(_at(places), ended if tab == "closed" else Q(state__in=TABS[tab]))
    if holder is not None:
        rows = rows.filter(holder=holder)
    order = {"closed": ("-ended_on", "-id"), INTAKE: ("submitted_at", "id")}
    rows = rows.order_by(*order.get(tab, ("due_on", "id")))
    # A join with the organisation would keep the rows from coming in the order of the index.
    return rows.select_related("holder")


def within(rows: QuerySet[Request], colour: str, on: date) -> QuerySet[Request]:
    """Of running cases those of a colour: late, urgent (3 working days) or soon (7)."""
    urgent, soon = _limits(on)
    bounds = {
        "late": Q(due_on__lt=on),
        "urgent": Q(due_on__gte=on, due_on__lte=urgent),
        "soon": Q(due_on__gt=urgent, due_on__lte=soon),
    }
    return rows.filter(bounds[colour]) if colour in bounds else rows


def counts_of(places: Sequence[Organisation], on: date) -> Counts:
    """The numbers over the list, from one look at no more than a thousand open cases."""
    rows = Request.objects.filter(_at(places), state__in=OPEN).order_by("state", "due_on")
    found = list(rows.values_list("state", "due_on")[: COUNTED + 1])
    tabs = {
        tab: sum(state in states for state, _ in found)
        for tab, states in TABS.items()
        if tab != "closed"
    }
    urgent, soon = _limits(on)
    days = [due for state, due in found if state == RUNNING and due is not None]
    return Counts(
        tabs=tabs,
        late=sum(due < on for due in days),
        urgent=sum(on <= due <= urgent for due in days),
        soon=sum(urgent < due <= soon for due in days),
        is_whole=len(found) <= COUNTED,
    )


def count_up_to(rows: QuerySet[Request]) -> int:
    """How many rows there are, at most as many as lists show."""
    return rows.order_by()[:COUNTED].count()


def by_number(places: Sequence[Organisation], number: str) -> Request | None:
    """The case with this number; blanks and small letters do not matter."""
    plain = "".join(number.split()).upper()
    return Request.objects.filter(_at(places), number=plain).first()


def mine(person: Person, on: date) -> QuerySet[Request]:
    """What waits for the person: cases in hand, and those of the body that nobody has taken."""
    places = posts_on(person, on).filter(role__in=OWN["foi.handle"]).values("organisation_id")
    taken = Q(holder=person, state__in=[INTAKE, RUNNING])
    free = Q(holder=None, state=INTAKE) | Q(holder=None, state=RUNNING)
    return Request.objects.filter(taken | (free & Q(organisation__in=places)))


def mine_first(person: Person, on: date, most: int) -> list[Request]:
    """The first of these: receipts to be confirmed, then by the last day."""
    rows = mine(person, on).select_related("organisation")
    confirm = list(rows.filter(state=INTAKE).order_by("submitted_at", "id")[:most])
    running = rows.filter(state=RUNNING).order_by("due_on", "id")[: most - len(confirm)]
    return confirm + (list(running) if len(confirm) < most else [])


def mine_counted(person: Person, on: date) -> QuerySet[Request]:
    """The same, as far as is counted."""
    return Request.objects.filter(pk__in=mine(person, on).order_by().values("pk")[:BESIDE])


def handlers_of(place: Organisation, on: date) -> QuerySet[Person]:
    """Those who handle the cases of the body on the day."""
    held = Q(posts__until_on=None) | Q(posts__until_on__gte=on)
    people = Person.objects.filter(
        held, posts__organisation=place, posts__role__in=OWN["foi.handle"],
        posts__from_on__lte=on, is_active=True,
    )  # fmt: skip
    return people.distinct().order_by("name", "pk")


@dataclass(frozen=True)
class Load:
    """The open cases of one body in numbers."""

    organisation: Organisation
    intake: int
    running: int
    waiting: int
    late: int
    ended_late: int


def loads(on: date, year: int) -> list[Load]:
    """The numbers of every body that has cases; `ended_late` are those of the year."""
    late = Q(requests__state=RUNNING, requests__due_on__lt=on)
    ended = Q(requests__ended_on__year=year, requests__ended_on__gt=F("requests__due_on"))
    rows = Organisation.objects.filter(requests__isnull=False).annotate(
        n_intake=Count("requests", filter=Q(requests__state=INTAKE)),
        n_running=Count("requests", filter=Q(requests__state=RUNNING)),
        n_waiting=Count("requests", filter=Q(requests__state__in=WAITING)),
        n_late=Count("requests", filter=late),
        n_ended=Count("requests", filter=ended),
    )
    return [
        Load(one, one.n_intake, one.n_running, one.n_waiting, one.n_late, one.n_ended)
        for one in rows.order_by("order", "code")
    ]


def late_cases(on: date) -> QuerySet[Request]:
    """All open cases over their last day, the longest first: numbers and days, never who asked."""
    rows = Request.objects.filter(state=RUNNING, due_on__lt=on).order_by("due_on", "id")
    return rows.select_related("organisation", "holder")


def _at(places: Iterable[Organisation]) -> Q:
    keys = [one.pk for one in places]
    # One key alone lets the database read rows in the order of its index.
    return Q(organisation=keys[0]) if len(keys) == 1 else Q(organisation__in=keys)


def _limits(on: date) -> tuple[date, date]:
    urgent = add_workdays(on, URGENT, provisional=True)
    return urgent, add_workdays(on, SOON, provisional=True)
