"""Takes requests in: from paper, by word of mouth, and from the file of a mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.desk.foi.gates import registrar
from gongkai.faces.desk.foi.register_forms import MailForm, RegisterForm, rules_of_receipt
from gongkai.faces.desk.foi.words import rest_day_said
from gongkai.faces.ui.messages import sentence, sentences
from gongkai.work.foi.actions.mail import register_mail
from gongkai.work.foi.actions.register import Registered, register
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_NOON = time(12)


def new(request: HttpRequest) -> HttpResponse:
    """Register what came on paper, by fax or by word of mouth."""
    person, on, places = registrar(request)
    form = RegisterForm(
        request.POST or None, request.FILES or None, places=places, on=on, initial={"on": on}
    )
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = _registered(form, places, person, timezone.now())
        except Refused as refusal:
            said = sentences(refusal)
        else:
            return _receipt(request, made)
    context = {"form": form, "sentences": said, "rules": rules_of_receipt().items()}
    return render(request, "desk/foi/register.html", context, status=409 if said else 200)


def mail(request: HttpRequest) -> HttpResponse:
    """Register a mail from its file; what it does not say is completed on the case."""
    person, _, places = registrar(request)
    form = MailForm(request.POST or None, request.FILES or None, places=places)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        place = next(one for one in places if one.code == form.cleaned_data["place"])
        data = form.cleaned_data["mail"]
        try:
            made = register_mail(organisation=place, data=data, by=person, at=timezone.now())
        except Refused as refusal:
            said = sentences(refusal)
        else:
            left_out = [(name, sentence(why)) for name, why in made.left_out]
            return _receipt(request, made.registered, left_out)
    context = {"form": form, "sentences": said}
    return render(request, "desk/foi/register_mail.html", context, status=409 if said else 200)


def _registered(
    form: RegisterForm, places: Sequence[Organisation], person: Person, at: datetime
) -> Registered:
    on = form.cleaned_data["on"]
    organisation = next(one for one in places if one.code == form.cleaned_data["place"])
    files = [(file.name, file.read()) for file in form.cleaned_data["papers"]]
    return register(
        organisation=organisation,
        channel=form.cleaned_data["channel"],
        applicant=form.applicant(),
        wanted=form.asked(),
        by=person,
        at=at,
        on=on,
        # At noon of a day gone by; today it is now.
        submitted_at=datetime.combine(on, _NOON, CHINA) if on < form.today else at,
        files=files,
    )


def _receipt(
    request: HttpRequest, made: Registered, left_out: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """Number and secret, shown this once; they are not kept where anybody could read them."""
    case = made.request
    received = case.received_on
    context = {
        "case": case,
        "secret": made.secret,
        "left_out": left_out or [],
        "rest_day": rest_day_said(received) if received else "",
    }
    messages.success(request, f"已登记，编号 {case.number}。")
    return render(request, "desk/foi/registered.html", context)
