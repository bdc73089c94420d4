"""All consultations with their figures, and one of them with what can be done next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.faces.desk.consultations.gates import (
    HANDLE,
    allow_list,
    consultation_of,
    handles,
    oversees,
)
from gongkai.faces.desk.consultations.words import address_of
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.ui.parts import Stat
from gongkai.work.decisions.actions.consult import BEYOND
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.queries.consultations import (
    Counts,
    counts_of,
    for_desk,
    runs,
    undisposed,
)
from gongkai.work.org.models.organisation import Organisation

ROWS = 50


@dataclass(frozen=True)
class Line:
    """A clause, or the whole draft, with how many spoke on it."""

    label: str
    key: str
    count: int
    held: int


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Those of one's own organisations; of all for the openness office."""
    allow_list(request)
    sees_all = oversees(request)
    own = own_places(request, HANDLE)
    places = Organisation.objects.all() if sees_all else own
    page = Paginator(for_desk(places), ROWS).get_page(request.GET.get("page"))
    waiting = Decision.objects.filter(organisation__in=own, state=Decision.State.ON_ROAD)
    context = {
        "page": page,
        "shows_places": sees_all or len(own) > 1,
        "begin": waiting.exclude(consultations__state__in=["preparing", "consulting"]).exclude(
            public_exempt=True
        ),
    }
    return render(request, "desk/consultations/list.html", context)


@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """One consultation: figures by channel and clause, its terms, what to do next."""
    _, _, one = consultation_of(request, pk)
    counts = counts_of(one)
    clauses = list(Clause.objects.filter(consultation=one).order_by("order"))
    context: dict[str, Any] = {
        "one": one,
        "stats": _stats(one, counts),
        "channels_in": counts.channels,
        "lines": _lines(clauses, counts),
        "clauses": clauses,
        "channels": [(BEYOND.get(each.code, each.code), each) for each in one.channels.all()],
        "changes": list(one.changes.order_by("id")),
        "runs": runs(one, timezone.now()),
        "handles": handles(request, one),
        "edits": has_power(request, "decision.edit", one.decision.organisation),
        "drafts": has_power(request, "record.draft", one.decision.organisation),
        "public_url": address_of("portal:consultation", one.decision.code, one.number),
        "decision_url": address_of("desk:decision", one.decision.code),
    }
    return render(request, "desk/consultations/one.html", context)


def _stats(one: Consultation, counts: Counts) -> list[Stat]:
    waiting = undisposed(one)
    return [
        Stat("收到意见", counts.all, "条"),
        Stat("待处理", waiting, "条", "warn" if waiting else ""),
        Stat("暂不展示", counts.held, "条"),
    ]


def _lines(clauses: list[Clause], counts: Counts) -> list[Line]:
    whole = Line("整份文件", "whole", counts.by_clause.get(None, 0), counts.held_by_clause[None])
    return [
        whole,
        *(
            Line(
                one.heading, one.key, counts.by_clause.get(one.pk, 0),
                counts.held_by_clause.get(one.pk, 0),
            )
            for one in clauses
        ),
    ]  # fmt: skip
