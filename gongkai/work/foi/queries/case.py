"""All that was done in one case, in four questions however much there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    Max,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast

from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestEvent, RequestFile
from gongkai.work.foi.models.working import Assistance, Consultation, Handing, SearchEntry
from gongkai.work.foi.queries.clocks import events_of

_COLUMNS = (
    "what", "key", "moment", "person", "first", "second", "third", "day", "answered", "answerer",
)  # fmt: skip


@dataclass(frozen=True)
class Working:
    """A handing, a search, an assistance or a file; what the texts are depends on `what`.

    hand: to whom, note. search: place, words, result; the day. assist: organisation, question,
    answer; the day by which, when and by whom it was answered. file: role, name, media type.
    """

    what: str
    key: int
    moment: datetime
    person: str
    first: str
    second: str
    third: str
    day: date | None
    answered: datetime | None
    answerer: str


@dataclass(frozen=True)
class Dossier:
    """What was done in a case, each kind in its order."""

    events: Sequence[RequestEvent]
    letters: Sequence[Letter]
    consultations: Sequence[Consultation]
    workings: Sequence[Working]

    def of(self, what: str) -> list[Working]:
        """The workings of one kind."""
        return [one for one in self.workings if one.what == what]


def dossier_of(request: Request) -> Dossier:
    """What was done in the case: four queries."""
    letters = Letter.objects.filter(request=request).defer("text", "values")
    return Dossier(
        events=events_of(request),
        letters=list(
            letters.annotate(served_on=Max("deliveries__on"))
            .select_related("drafted_by", "approved_by", "consultation")
            .order_by("id")
        ),
        consultations=list(Consultation.objects.filter(request=request).order_by("id")),
        workings=_workings(request),
    )


def _workings(request: Request) -> list[Working]:
    handed = _columns(
        Handing.objects.filter(request=request), "hand", "by__name",
        first=F("to__name"), second=F("note"),
    )  # fmt: skip
    searched = _columns(
        SearchEntry.objects.filter(request=request), "search", "by__name",
        first=F("place"), second=F("words"), third=F("result"), day=F("on"),
    )  # fmt: skip
    assisted = _columns(
        Assistance.objects.filter(request=request), "assist", "asked_by__name", at="asked_at",
        first=F("organisation__name"), second=F("question"), third=F("answer"), day=F("due_on"),
        answered=F("answered_at"), answerer=F("answered_by__name"),
    )  # fmt: skip
    kept = _columns(
        RequestFile.objects.filter(request=request), "file", "by__name",
        first=F("role"), second=F("file__name"), third=F("file__media_type"),
    )  # fmt: skip
    rows = handed.union(searched, assisted, kept, all=True).order_by("moment", "what", "key")
    return [_working(row) for row in rows]


def _columns(rows: QuerySet[Any], what: str, by: str, *, at: str = "at", **given: F) -> Any:
    """The rows as columns of one kind for all, which a union asks for."""
    kinds = {
        "first": TextField, "second": TextField, "third": TextField, "day": DateField,
        "answered": DateTimeField, "answerer": TextField,
    }  # fmt: skip
    told = {name: Cast(given.get(name, Value(None)), kind()) for name, kind in kinds.items()}
    named = {
        "what": Value(what, CharField()), "key": Cast(F("pk"), IntegerField()),
        "moment": F(at), "person": Cast(F(by), TextField()),
    }  # fmt: skip
    return rows.order_by().annotate(**named, **told).values_list(*_COLUMNS)


def _working(row: Sequence[Any]) -> Working:
    facts = dict(zip(_COLUMNS, row, strict=True))
    texts = ("person", "first", "second", "third", "answerer")
    return Working(**facts | {name: facts[name] or "" for name in texts})
