"""How an office words its letters: the list, one wording with a preview and its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.foi_letters.forms import WordingForm
from gongkai.faces.desk.foi_letters.gates import acts_of, place_of, require
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.messages import sentences
from gongkai.rules.letters import CASE, LETTERS, find_letter
from gongkai.rules.letters import Letter as Kind
from gongkai.work.foi.actions.templates import restore_wording, set_wording, wording_reasons
from gongkai.work.foi.models.letter import LetterTemplate
from gongkai.work.foi.queries.letter_wordings import sample_letter, wording_history, wordings
from gongkai.work.foi.queries.wording import wording_of
from gongkai.work.journal.deeds import Refused, day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.powers import organisations_for

_EDITS = "文书范本由本单位依申请公开审批人修改。"


def templates(request: HttpRequest) -> HttpResponse:
    """The wordings of one's own organisation."""
    person, on = visitor(request)
    place = organisations_for(person, ("foi.view",), on).order_by("order", "code").first()
    if place is None:
        raise Http404("organisation")
    return redirect("desk:foi_templates_of", place.code)


def templates_of(request: HttpRequest, code: str) -> HttpResponse:
    """Every kind of letter with whether the organisation words it by itself."""
    person, on, place = place_of(request, code)
    mine = list(organisations_for(person, ("foi.view",), on).order_by("order", "code"))
    context = {
        "place": place,
        "places": mine if len(mine) > 1 else [],
        "rows": wordings(place),
        "acts": acts_of(person, place, on),
    }
    return render(request, "desk/foi_letters/wordings.html", context)


def template(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """One wording: read it, look at a sample, change it."""
    person, on, place = place_of(request, code)
    one = _kind(kind)
    text = wording_of(place, one)
    form = WordingForm(request.POST or None, initial={"text": text})
    wrong: list[str] = []
    if form.is_bound:
        require(person, "foi.approve", place, on, _EDITS)
        if form.is_valid():
            text = form.cleaned_data["text"]
            if request.POST.get("act") == "save":
                answer = _save(request, place, one, text)
                if isinstance(answer, HttpResponse):
                    return answer
                wrong = answer
            else:
                reasons = wording_reasons(one, text)
                wrong = [line for reason in reasons for line in sentences(reason)]
    context = _context(place, one, form, text, wrong) | {"acts": acts_of(person, place, on)}
    status = 409 if wrong and request.POST.get("act") == "save" else 200
    return render(request, "desk/foi_letters/wording.html", context, status=status)


@require_POST
def restore(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Go back to the wording of the product."""
    person, on, place = place_of(request, code)
    require(person, "foi.approve", place, on, _EDITS)
    one = _kind(kind)
    back = reverse("desk:foi_template", args=[code, kind])
    return do(
        request, restore_wording, done="已恢复系统的范本。", back=back,
        organisation=place, kind=one.code,
    )  # fmt: skip


def _kind(code: str) -> Kind:
    if code not in LETTERS:
        raise Http404("kind")
    return find_letter(code)


def _save(
    request: HttpRequest, place: Organisation, one: Kind, text: str
) -> HttpResponse | list[str]:
    try:
        set_wording(
            organisation=place, kind=one.code, text=text,
            by=request.user, at=timezone.now(),  # type: ignore[arg-type]  # logged in, so a Person
        )  # fmt: skip
    except Refused as refusal:
        return sentences(refusal)
    messages.success(request, "已保存范本。以后起草和批准的文书用新的文字。")
    return redirect("desk:foi_template", place.code, one.code)


def _context(
    place: Organisation, one: Kind, form: WordingForm, text: str, wrong: list[str]
) -> dict[str, Any]:
    """What the page prints besides the powers of its reader."""
    own = LetterTemplate.objects.filter(organisation=place, kind=one.code)
    asked = [each.name for each in one.asked]
    computed = [each for each in one.must if each not in asked and each not in CASE]
    return {
        "place": place,
        "kind": one,
        "form": form,
        "sentences": wrong,
        "sample": sample_letter(place, one, text, day_of(timezone.now())),
        "own": own.select_related("changed_by").first(),
        "known": [*CASE, *computed],
        "asked": one.asked,
        "history": wording_history(place, one),
    }
