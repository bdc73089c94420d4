"""Press conferences and major policies, and what the release of one lacks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.responses import policy_release_lacks
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.public import live
from gongkai.work.responses.models.policy import MajorPolicy, PressConference


def conferences_of(places: Collection[Organisation] | None) -> QuerySet[PressConference]:
    """Those of these organisations, alone or with others; None for all; the latest first."""
    rows = PressConference.objects.select_related(
        "organisation", "event", "policy__live", "transcript__live"
    ).prefetch_related("others")
    if places is not None:
        keys = [one.pk for one in places]
        rows = rows.filter(Q(organisation__in=keys) | Q(others__in=keys)).distinct()
    return rows.order_by("-held_at", "-id")


def policies_of(places: Collection[Organisation] | None) -> QuerySet[MajorPolicy]:
    """The major policies of these organisations, None for all; the newest first."""
    rows = MajorPolicy.objects.select_related(
        "organisation", "policy__live__version", "policy__current", "assessment__live"
    ).prefetch_related("policy__conferences")
    if places is not None:
        rows = rows.filter(organisation__in=[one.pk for one in places])
    return rows.order_by("-made_at", "-id")


def lacks_of(row: MajorPolicy) -> Sequence[Lack]:
    """What the release of the policy lacks; no query for rows of `policies_of`."""
    held = _conferences(row)
    first = min(held, key=lambda one: one.held_at, default=None)
    return policy_release_lacks(
        is_major=True,
        risk_assessed_on=row.assessed_on,
        press_conference_on=day_of(first.held_at) if first is not None else None,
        head_attended=first.head_attended if first is not None else None,
        head_absence_reason=first.absence_reason if first is not None else "",
        issued_on=issued_on(row.policy),
    )


def issued_on(policy: Record | None) -> date | None:
    """The day on which the document was issued; None before it is public."""
    if policy is None or policy.live is None:
        return None
    return policy.live.version.issued_on or policy.live.published_on


def own_documents(places: Collection[Organisation]) -> QuerySet[Record]:
    """Drafts and public documents of these organisations, the newest first."""
    gone = (Record.State.DISCARDED, Record.State.WITHDRAWN)
    rows = Record.objects.filter(organisation__in=[one.pk for one in places]).exclude(
        state__in=gone
    )
    return rows.select_related("current", "live").order_by("-id")


def public_documents(places: Collection[Organisation]) -> QuerySet[Any]:
    """What is public of these organisations, the newest first."""
    return live().filter(organisation__in=[one.pk for one in places])


def document_of_index(number: str) -> Record | None:
    """The public document with that 索引号; None where there is none."""
    found = live().filter(index_number=number.strip()).first()
    return found.record if found is not None else None


def _conferences(row: MajorPolicy) -> list[PressConference]:
    return list(row.policy.conferences.all()) if row.policy is not None else []
