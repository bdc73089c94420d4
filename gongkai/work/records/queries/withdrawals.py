"""Requests to take publications back: what may be asked for, what waits, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.rules.withdrawal import decide_by
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import OWN, may, posts_on
from gongkai.work.records.models.publication import Publication, Withdrawal, WithdrawalRequest
from gongkai.work.records.models.record import Record

_DECIDES = "record.withdraw"


@dataclass(frozen=True)
class Asked:
    """A request with the others that belong to it; `request` is that for the newest version."""

    request: WithdrawalRequest
    others: Sequence[WithdrawalRequest]
    decide_by: date

    @property
    def every(self) -> list[WithdrawalRequest]:
        return [*self.others, self.request]


def is_readable(publication: Publication, record: Record) -> bool:
    """True if the public can read it: what is live, and what was before it under its versions."""
    live = record.live_id
    is_gone = Withdrawal.objects.filter(publication=publication).exists()
    return live is not None and publication.pk <= live and not is_gone


def readable(record: Record) -> list[Publication]:
    """The publications of the record that the public can read, the newest first."""
    if record.live_id is None:
        return []
    found = record.publications.filter(pk__lte=record.live_id, withdrawal=None)
    return list(found.select_related("version").order_by("-id"))


def open_requests() -> QuerySet[WithdrawalRequest]:
    """What was asked and can still be decided, one row a record and request, the oldest first."""
    newer = WithdrawalRequest.objects.filter(
        publication__record=OuterRef("publication__record"),
        publication__gt=OuterRef("publication"),
        by=OuterRef("by"),
        at=OuterRef("at"),
    )
    return (
        WithdrawalRequest.objects.filter(
            declined_at=None,
            publication__withdrawal=None,
            publication__record__live__gte=F("publication"),
        )
        .exclude(Exists(newer))
        .select_related(
            "by", "publication__organisation", "publication__record", "publication__version"
        )
        .order_by("at", "id")
    )


def to_decide(person: Person, on: date) -> QuerySet[WithdrawalRequest]:
    """Of these, what the person may decide on that day; never what he asked for himself."""
    posts = posts_on(person, on).filter(role__in=OWN[_DECIDES]).values("organisation_id")
    return open_requests().filter(publication__organisation__in=posts).exclude(by=person)


def may_decide(person: Person, request: WithdrawalRequest, on: date) -> bool:
    """True if the person holds the power and is not the one who asked."""
    organisation = request.publication.organisation
    return request.by_id != person.pk and may(person, _DECIDES, organisation, on)


def requests_of(record: Record) -> list[WithdrawalRequest]:
    """Everything ever asked about the record, the newest first."""
    found = WithdrawalRequest.objects.filter(publication__record=record)
    related = ("by", "declined_by", "publication__version", "withdrawal__by")
    return list(found.select_related(*related).order_by("-at", "-publication_id"))


def asked(request: WithdrawalRequest) -> Asked:
    """The request with those that were made together with it."""
    found = list(
        WithdrawalRequest.objects.filter(
            publication__record=request.publication.record_id, by=request.by_id, at=request.at
        )
        .select_related("by", "publication__version", "publication__organisation")
        .order_by("publication_id")
    )
    return Asked(found[-1], found[:-1], last_day(request))


def last_day(request: WithdrawalRequest) -> date:
    """The last day to decide (行政处罚法 第四十八条 where a decision of penalty ended)."""
    return decide_by(request.kind, day_of(request.at), request.since_on)


def open_for(publication: Publication) -> WithdrawalRequest | None:
    """The request about this very publication that nobody has decided yet."""
    still = Q(declined_at=None, withdrawal=None)
    return publication.withdrawal_requests.filter(still).first()
