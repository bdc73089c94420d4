"""Requests that resemble one: of the same applicant, and of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q, QuerySet

from gongkai.rules.foi.alike import ALIKE, kernel, similarity
from gongkai.work.foi.models.ending import Fee
from gongkai.work.foi.models.request import Request

# What is compared word by word at one time, the newest first.
_LOOKED_AT = 1000
_SHOWN = 20


@dataclass(frozen=True)
class Like:
    """Another request and how much of its wish is the same, in percent."""

    request: Request
    percent: int

    @property
    def is_alike(self) -> bool:
        """True where a person should look."""
        return self.percent >= round(100 * ALIKE)


def same_applicant(request: Request) -> QuerySet[Request]:
    """The other requests of this applicant to the same body, the newest first."""
    mine = Request.objects.filter(organisation_id=request.organisation_id).exclude(pk=request.pk)
    if not request.applicant.likeness:
        return mine.none()
    return mine.filter(applicant__likeness=request.applicant.likeness)


def likes_of(request: Request) -> tuple[list[Like], list[Like]]:
    """The other requests of the same applicant, and those of others that want something similar.

    Of the same applicant all are shown, the most similar first; of others only similar ones
    (条例 第四十四条: 多个申请人就相同政府信息提出申请). Both at most twenty; of others the newest
    thousand of the body are looked at.
    """
    own = list(islice(same_applicant(request).order_by("-id"), _LOOKED_AT))
    others = Request.objects.filter(organisation_id=request.organisation_id)
    others = others.exclude(pk__in=[request.pk, *(one.pk for one in own)]).order_by("-id")
    alike = [one for one in _ranked(request, others[:_LOOKED_AT]) if one.is_alike]
    return _ranked(request, own)[:_SHOWN], alike[:_SHOWN]


def pieces_before(request: Request) -> int:
    """How many pieces of this applicant the month of the receipt already counts at this body.

    Each request is one piece, or as many as its approved fee counts (国办函〔2020〕109号).
    """
    on = request.received_on
    if on is None:
        return 0
    first = date(on.year, on.month, 1)
    earlier = same_applicant(request).filter(
        Q(received_on__lt=on) | Q(received_on=on, pk__lt=request.pk), received_on__gte=first
    )
    counted = dict(
        Fee.objects.filter(
            request__in=earlier, tariff=Fee.Tariff.PIECE, approved_by__isnull=False
        ).values_list("request_id", "count")
    )
    return sum(counted.get(pk, 1) for pk in earlier.values_list("pk", flat=True))


def _ranked(request: Request, rows: Iterable[Request]) -> list[Like]:
    mine = kernel(request.wanted)
    found = [Like(one, round(100 * similarity(mine, kernel(one.wanted)))) for one in rows]
    return sorted(found, key=lambda one: (-one.percent, -one.request.pk))
