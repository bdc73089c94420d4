"""Which records, and which of their versions, somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import OWN, may, organisations_for, posts_on
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version

_INSPECTS = "finding.raise"


@dataclass(frozen=True)
class Counted:
    """How many records of an organisation stand where; the drafts themselves stay closed."""

    organisation: Organisation
    drafts: int
    under_review: int
    published: int
    withdrawn: int


def records_for(person: Person, on: date) -> QuerySet[Record]:
    """All records of one's own organisations; to the openness office those ever published.

    Of the latter only the published versions may be shown (`versions_for`).
    """
    own = Q(organisation__in=_own(person, on))
    ever_published = Q(Exists(Publication.objects.filter(record=OuterRef("pk"))))
    inspected = ever_published if may(person, _INSPECTS, None, on) else Q(pk=None)
    return (
        Record.objects.filter(own | inspected)
        .select_related("organisation", "current__item", "live__item", "occurrence")
        .order_by("-id")
    )


def sees_drafts(person: Person, record: Record, on: date) -> bool:
    """True if the person works on records in that organisation on that day."""
    return may(person, "record.view", record.organisation, on)


def versions_for(person: Person, record: Record, on: date) -> QuerySet[Version]:
    """The versions of the record that the person may read, the newest first."""
    versions = record.versions.select_related("item", "record__organisation", "drafted_by")
    if not sees_drafts(person, record, on):
        if not may(person, _INSPECTS, None, on):
            return versions.none()
        versions = versions.filter(publication__isnull=False)
    return versions.order_by("-number")


def counts_for(person: Person, on: date) -> list[Counted]:
    """How many records stand where: one's own organisation, or all for the openness office."""
    if may(person, _INSPECTS, None, on):
        organisations = Organisation.objects.all()
    else:
        organisations = Organisation.objects.filter(pk__in=_own(person, on))
    state = Record.State
    counted = organisations.annotate(
        drafts=Count("records", Q(records__state__in=[state.DRAFT, state.RETURNED])),
        under_review=Count(
            "records", Q(records__state__in=[state.FIRST, state.SECOND, state.FINAL])
        ),
        published=Count("records", Q(records__live__isnull=False)),
        withdrawn=Count("records", Q(records__state=state.WITHDRAWN)),
    )
    return [
        Counted(one, one.drafts, one.under_review, one.published, one.withdrawn) for one in counted
    ]


def _own(person: Person, on: date) -> QuerySet[Organisation]:
    """Those in which the person holds a post that works on records."""
    roles = OWN["record.view"]
    posts = posts_on(person, on).filter(role__in=roles)
    return organisations_for(person, ("record.view",), on).filter(
        pk__in=posts.values("organisation_id")
    )
