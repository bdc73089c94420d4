"""Who cannot write leaves a name and a telephone; the agency calls and writes for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.faces.portal.foi.apply import addressees
from gongkai.faces.portal.foi.forms import CallForm
from gongkai.faces.portal.foi.passes import DRAFT
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.messages import sentences
from gongkai.work.foi.actions import drafts
from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.deeds import Refused

_OFTEN = 30
_NOTHING_YET = "（申请人书写有困难，请打电话询问并代为填写）"


@private
def call(request: HttpRequest) -> HttpResponse:
    """Ask to be called back (条例第二十九条：采用书面形式确有困难的，可以口头提出)."""
    units, said, status = addressees(), list[str](), 200
    form = CallForm(units=units)
    if request.method == "POST":
        form = CallForm(request.POST, units=units)
        said, status = too_often(request, "send", _OFTEN), 429
        if not said and form.is_valid():
            draft = _draft(form)
            try:
                drafts.send(draft=draft, at=timezone.now())
                return DRAFT.give(redirect("portal:foi_receipt"), draft.pk)
            except Refused as refused:
                drafts.discard(draft=draft, at=timezone.now())
                said, status = sentences(refused), 409
        status = status if said else 200
    context = {"form": form, "sentences": said}
    return render(request, "portal/foi/call.html", context, status=status)


def _draft(form: CallForm) -> Draft:
    given, at = form.cleaned_data, timezone.now()
    place = next(
        one for _, members in addressees() for one in members if one.code == given["organisation"]
    )
    values = {
        "kind": Applicant.Kind.NATURAL,
        "name": given["name"],
        "phone": given["phone"],
        "wanted": given["wanted"].strip() or _NOTHING_YET,
        "form": Request.Form.PAPER,
        "way": Request.Way.PICKUP,
        "needs_help": "yes",
    }
    return drafts.write(draft=drafts.begin(at=at), values=values, organisation=place, at=at)
