"""The letters of a case: the list, one letter, its draft with a preview, its files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.faces.desk.foi_letters import words
from gongkai.faces.desk.foi_letters.forms import DeliveryForm, LetterForm, OpinionForm, initial_of
from gongkai.faces.desk.foi_letters.gates import HANDLES, case_of, file_or_gone, letter_of, require
from gongkai.faces.desk.foi_letters.pages import (
    chosen,
    flaws_said,
    letter_page,
    letters_page,
    open_places,
)
from gongkai.faces.ui.messages import sentences
from gongkai.rules.letters import LETTERS, find_letter
from gongkai.work.foi.actions.letters import draft, rewrite
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.queries.letter_hints import letter_hints
from gongkai.work.foi.queries.letter_text import letter_text
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.person import Person

_FILES = {"docx": "file", "pdf": "pdf"}


def letters(request: HttpRequest, number: str) -> HttpResponse:
    """All letters of a case, and those that fit now."""
    person, on, case = case_of(request, number)
    return render(
        request, "desk/foi_letters/letters.html", {"page": letters_page(person, case, on)}
    )


def letter(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One letter with what may be done with it."""
    context = letter_context(*letter_of(request, number, pk))
    return render(request, "desk/foi_letters/letter.html", context)


def letter_context(person: Person, on: date, one: Letter) -> dict[str, Any]:
    """What the page of a letter prints; a bound form and what was wrong replace the empty ones."""
    return {
        "page": letter_page(person, one, on),
        "delivery_form": DeliveryForm(initial={"on": on}),
        "return_form": OpinionForm(prefix="return"),
        "void_form": OpinionForm(prefix="void"),
        "wrong": None,
        "sentences": [],
    }


def new(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Begin a letter: fill in, look at it, save it as a draft."""
    person, on, case = case_of(request, number)
    require(person, "foi.handle", case.organisation, on, HANDLES)
    if kind not in LETTERS:
        raise Http404("kind")
    letter_kind = find_letter(kind)
    consultation, challenge = chosen(case, request.GET)
    outcome = request.GET.get("outcome", "")
    if outcome not in letter_kind.outcomes:
        outcome = ""
    hints = letter_hints(case, letter_kind, outcome, on, consultation)
    form = LetterForm(
        request.POST or None, kind=letter_kind, initial=initial_of(letter_kind, hints, outcome)
    )
    one = Letter(
        request=case, kind=kind, consultation=consultation, challenge=challenge, drafted_by=person
    )
    return _written(request, one, form, hints, outcome)


def edit(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Change a draft, or one that came back."""
    person, on, one = letter_of(request, number, pk)
    require(person, "foi.handle", one.request.organisation, on, HANDLES)
    if one.state not in {Letter.State.DRAFT, Letter.State.RETURNED}:
        return redirect("desk:foi_letter", number, pk)
    kind = find_letter(one.kind)
    initial = initial_of(kind, one.values, one.outcome, one.law)
    form = LetterForm(request.POST or None, kind=kind, initial=initial)
    return _written(request, one, form, dict(one.values), one.outcome)


def file(request: HttpRequest, number: str, pk: int, extension: str) -> HttpResponse:
    """The approved letter as Word or PDF; a draft has no file."""
    _, _, one = letter_of(request, number, pk)
    stored = getattr(one, _FILES[extension])
    if stored is None:
        raise Http404("file")
    return file_or_gone(stored)


def proof(request: HttpRequest, number: str, pk: int, delivery: int) -> HttpResponse:
    """The file that proves how a letter was served."""
    _, _, one = letter_of(request, number, pk)
    found = one.deliveries.filter(pk=delivery, file__isnull=False).select_related("file").first()
    if found is None or found.file is None:
        raise Http404("proof")
    return file_or_gone(found.file)


def _written(
    request: HttpRequest, one: Letter, form: LetterForm, values: dict[str, str], outcome: str
) -> HttpResponse:
    """Show the form; with what was typed a preview, or the saved letter."""
    wrong: list[str] = []
    filled: dict[str, Any] = {"values": values, "outcome": outcome, "law": one.law}
    if form.is_bound and form.is_valid():
        filled = form.given()
        if request.POST.get("act") == "save":
            answer = _save(request, one, filled)
            if isinstance(answer, HttpResponse):
                return answer
            wrong = answer
    context = {
        "case": one.request, "letter": one, "kind": find_letter(one.kind), "form": form,
        "sentences": wrong, "name": words.name_of(one), **_preview(one, filled),
    }  # fmt: skip
    status = 409 if wrong else 200
    return render(request, "desk/foi_letters/draft.html", context, status=status)


def _save(request: HttpRequest, one: Letter, filled: dict[str, Any]) -> HttpResponse | list[str]:
    given = {"by": request.user, "at": timezone.now(), **filled}
    try:
        saved = (
            rewrite(letter=one, **given)
            if one.pk
            else draft(
                request=one.request, kind=one.kind, consultation=one.consultation,
                challenge=one.challenge, **given,
            )
        )  # fmt: skip
    except Refused as refusal:
        return sentences(refusal)
    messages.success(request, "已保存草稿。还有没填好的，下面逐条列出；填好以后送审批。")
    return redirect("desk:foi_letter", one.request.number, saved.pk)


def _preview(one: Letter, filled: dict[str, Any]) -> dict[str, Any]:
    """The letter as it would be with what was filled in, without saving it."""
    shown = Letter(
        request=one.request, kind=one.kind, consultation=one.consultation,
        challenge=one.challenge, **filled,
    )  # fmt: skip
    on = day_of(timezone.now())
    text = letter_text(shown, on)
    return {"text": text, "marks": open_places(text), "flaws": flaws_said(shown, on)}
