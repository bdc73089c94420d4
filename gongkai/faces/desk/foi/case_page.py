"""The page of a case, gathered for its template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from gongkai.faces.desk.foi.clock_card import Card, clock_card
from gongkai.faces.desk.foi.next_acts import NextAct, next_acts
from gongkai.faces.desk.foi.timeline import letter_name, timeline
from gongkai.faces.desk.posts import has_power
from gongkai.faces.ui.parts import Event, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.models.working import Consultation
from gongkai.work.foi.queries.case import Dossier, Working, dossier_of
from gongkai.work.foi.queries.clocks import INTAKE, clock_of

_SHOWN = 2


@dataclass(frozen=True)
class LetterRow:
    """A letter in the list of the case."""

    letter: Letter
    name: str
    to: str
    tag: Tag
    served_on: date | None


@dataclass(frozen=True)
class ConsultationRow:
    """Somebody who is asked, and how it stands."""

    row: Consultation
    tag: Tag
    can_send: bool
    can_answer: bool
    can_renew: bool


@dataclass(frozen=True)
class FileRow:
    """A file of the case."""

    key: int
    role: str
    name: str
    can_redact: bool


@dataclass(frozen=True)
class CasePage:
    """All of a case for those who handle or approve it."""

    case: Request
    state: Tag
    card: Card
    acts: Sequence[NextAct]
    closed_acts: Sequence[NextAct]
    timeline: Sequence[Event]
    letters: Sequence[LetterRow]
    consultations: Sequence[ConsultationRow]
    assistances: Sequence[Working]
    searches: Sequence[Working]
    files: Sequence[FileRow]
    approvals: Sequence[tuple[str, str]]
    afterwards: Sequence[tuple[str, str]]
    redact_url: str
    masked: str
    can_handle: bool
    can_register: bool
    can_approve: bool
    is_open: bool
    can_split: bool


def case_page(request: HttpRequest, case: Request, on: date) -> CasePage:
    """The case as the visitor may see and handle it."""
    dossier = dossier_of(case)
    reading = clock_of(case, on, list(dossier.events))
    handles = has_power(request, "foi.handle", case.organisation)
    approves = has_power(request, "foi.approve", case.organisation)
    open_acts, closed = next_acts(case, dossier, on) if handles else ([], [])
    return CasePage(
        case=case,
        state=tag_of(reading.state or INTAKE),
        card=clock_card(case, reading, on),
        acts=open_acts,
        closed_acts=closed,
        timeline=timeline(case, dossier),
        letters=[_letter(one) for one in dossier.letters],
        consultations=[_consultation(one, case, on) for one in dossier.consultations],
        assistances=dossier.of("assist"),
        searches=dossier.of("search"),
        files=[_file(one, handles) for one in dossier.of("file")],
        approvals=_approvals(case, dossier),
        afterwards=_afterwards(case),
        redact_url=_url("desk:foi_redact", case) if handles or approves else "",
        masked=masked(case.applicant.name),
        can_handle=handles,
        can_register=has_power(request, "foi.register", case.organisation),
        can_approve=approves,
        is_open=case.ended_on is None,
        can_split=case.ended_on is None and not dossier.consultations,
    )


def _approvals(case: Request, dossier: Dossier) -> list[tuple[str, str]]:
    """What waits for approval, and where it is looked at; a fee is approved on this page."""
    waiting = [one for one in dossier.letters if one.state == Letter.State.SUBMITTED]
    found = [
        (f"{letter_name(one)}（{one.drafted_by.name}起草）", _letter_url(case, one))
        for one in waiting
    ]
    charge = getattr(case, "fee", None)
    if charge is not None and charge.approved_at is None:
        found.append((f"收费 {charge.amount} 元（{charge.proposed_by.name}提出）", "#h-fee"))
    return found


def _afterwards(case: Request) -> list[tuple[str, str]]:
    """What follows the end of a case."""
    if case.ended_on is None:
        return []
    named = (("审查转主动公开、归档、登记复议诉讼", "desk:foi_after"),)
    return [(label, url) for label, name in named if (url := _url(name, case))]


def _letter_url(case: Request, one: Letter) -> str:
    return reverse("desk:foi_letter", args=[case.number, one.pk])


def _url(name: str, case: Request) -> str:
    """The address of a page of the case; empty where there is no such page."""
    try:
        return reverse(name, args=[case.number])
    except NoReverseMatch:
        return ""


def masked(name: str) -> str:
    """The first sign of a name: the page may stand open on a desk."""
    return f"{name[:1]}{'*' * min(len(name) - 1, _SHOWN)}" if name else ""


def _letter(one: Letter) -> LetterRow:
    to = one.consultation.name if one.consultation is not None else "申请人"
    served = getattr(one, "served_on", None)
    return LetterRow(one, letter_name(one), to, tag_of(one.state), served)


def _consultation(one: Consultation, case: Request, on: date) -> ConsultationRow:
    is_open = case.ended_on is None
    return ConsultationRow(
        row=one,
        tag=_opinion(one),
        can_send=is_open and one.sent_on is None,
        can_answer=one.sent_on is not None and one.answered_on is None,
        can_renew=one.whom == Consultation.Whom.THIRD_PARTY and one.answered_on is None,
    )


def _opinion(one: Consultation) -> Tag:
    if one.answered_on is not None:
        kind = "ok" if one.opinion == Consultation.Opinion.AGREES else "warn"
        return Tag(kind, one.get_opinion_display())
    return Tag("idle", "等对方答复") if one.sent_on is not None else Tag("warn", "还没送达")


def _file(one: Working, handles: bool) -> FileRow:
    role = RequestFile.Role(one.first)
    return FileRow(one.key, role.label, one.second, handles and role == RequestFile.Role.FOUND)
