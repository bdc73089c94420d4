"""What waits for one person, across the offices: the same rows for the pages and the numbers.

Each of these is one query: posts are looked up inside it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from gongkai.work.inspection.models.finding import Finding
from gongkai.work.ledger.models.duty import Occurrence, State
from gongkai.work.ledger.queries.duties import occurrences_for
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import EVERYWHERE, OWN, posts_on
from gongkai.work.records.models.record import Record

_UNDER_REVIEW = (Record.State.FIRST, Record.State.SECOND, Record.State.FINAL)
# A duty that was not judged since its date came has still the state of the day before.
_BEFORE = (State.UPCOMING, State.DUE)


def places(person: Person, power: str, on: date) -> QuerySet[Any]:
    """The organisations over which a post of one's own gives the power, as a subquery."""
    return posts_on(person, on).filter(role__in=OWN[power]).values("organisation_id")


def workplaces(person: Person, on: date) -> QuerySet[Organisation]:
    """The organisations in whose daily work the person has a part."""
    return Organisation.objects.filter(pk__in=places(person, "ledger.view", on)).order_by(
        "order", "code"
    )


def occurrences_to_do(person: Person, on: date) -> QuerySet[Occurrence]:
    """What is overdue or due of one's organisations, the nearest first."""
    mine = occurrences_for().filter(duty__organisation__in=places(person, "ledger.edit", on))
    now = Q(state__in=[State.OVERDUE, State.DUE]) | Q(state__in=_BEFORE, due_on__lte=on)
    return mine.filter(now)


def records_returned(person: Person, on: date) -> QuerySet[Record]:
    """What came back to somebody who wrote on it and may still do so."""
    mine = _written_by(person, on).filter(state=Record.State.RETURNED)
    return mine.select_related("current", "organisation").order_by("id")


def records_sent(person: Person, on: date) -> QuerySet[Record]:
    """What the person wrote and others are reviewing, the longest under way first."""
    mine = _written_by(person, on).filter(state__in=_UNDER_REVIEW)
    return mine.select_related("current", "organisation").order_by("current__frozen_at", "id")


def findings_to_mend(person: Person, on: date) -> QuerySet[Finding]:
    """What one's organisations have still to mend, the most urgent first."""
    return _findings(_to_mend(person, on)).select_related("organisation", "found_by")


def findings_to_close(person: Person, on: date) -> QuerySet[Finding]:
    """What was reported as mended and waits for the openness office to look again."""
    return _findings(_to_close(person, on))


def findings_waiting(person: Person, on: date) -> QuerySet[Finding]:
    """Both together."""
    return _findings(_to_mend(person, on) | _to_close(person, on))


def findings_new(since: datetime) -> QuerySet[Finding]:
    """What was found since that moment and is still open, the newest first."""
    found = _findings(Q(state=Finding.State.OPEN, found_at__gte=since))
    return found.select_related("organisation", "found_by").order_by("-found_at", "-id")


def _written_by(person: Person, on: date) -> QuerySet[Record]:
    return Record.objects.filter(
        drafters__person=person, organisation__in=places(person, "record.draft", on)
    )


def _findings(which: Q) -> QuerySet[Finding]:
    return Finding.objects.filter(which).select_related("organisation").order_by("due_on", "id")


def _to_mend(person: Person, on: date) -> Q:
    return Q(state=Finding.State.OPEN, organisation__in=places(person, "finding.mend", on))


def _to_close(person: Person, on: date) -> Q:
    closers = posts_on(person, on).filter(role__in=EVERYWHERE["finding.close"])
    return Q(Exists(closers), state=Finding.State.MENDED)
