"""What became of one's own opinion: asked for with its number and secret, shown to nobody else."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.faces.portal.consultations.forms import MineForm
from gongkai.faces.portal.limits import tried_too_often
from gongkai.faces.portal.private import private
from gongkai.work.decisions.models.consultation import Consultation
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.decisions.queries.consultations import public_consultation
from gongkai.work.decisions.queries.feedback import public_feedback
from gongkai.work.decisions.queries.mine import mine

# The same words whichever of the three is wrong.
WRONG = "征求意见编号、意见编号或者查询码不对。请对照回执核对；查询码遗失的不能找回。"
_NUMBER = re.compile(r"(.{1,30})-([0-9]{1,3})", re.ASCII)


@private
def opinion(request: HttpRequest) -> HttpResponse:
    """The form, and below it the opinion that it opened."""
    if request.method != "POST":
        first = {name: request.GET.get(name, "")[:40] for name in ("consultation", "number")}
        return _page(request, MineForm(initial=first))
    form = MineForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    given = form.cleaned_data
    named = f"{given['consultation']}/{given['number']}"
    if wait := tried_too_often(request, "opinion_mine", named):
        return wait
    one = _round(given["consultation"])
    found = mine(one, given["number"], given["secret"]) if one else None
    if one is None or found is None:
        return _page(request, form, said=[WRONG])
    return _found(request, one, found)


def _round(named: str) -> Consultation | None:
    read = _NUMBER.fullmatch("".join(named.replace("\0", "").split()))
    return public_consultation(read[1], int(read[2])) if read else None


def _found(request: HttpRequest, one: Consultation, found: Opinion) -> HttpResponse:
    code = one.decision.code
    told = public_feedback(code) is not None
    context = {
        "one": one,
        "opinion": found,
        # What the office intends is no answer before it is published for all.
        "told": told,
        "feedback_url": reverse("portal:decision_feedback", args=[code]) if told else "",
        "url": reverse("portal:consultation", args=[code, one.number]),
    }
    return render(request, "portal/consultations/mine.html", context)


def _page(request: HttpRequest, form: MineForm, said: list[str] | None = None) -> HttpResponse:
    context = {"form": form, "sentences": said or []}
    return render(request, "portal/consultations/ask.html", context)
