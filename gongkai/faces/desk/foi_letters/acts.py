"""What is done with a letter, one button each: submit, approve, send back, serve, put aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.foi_letters.forms import DeliveryForm, OpinionForm
from gongkai.faces.desk.foi_letters.gates import APPROVES, HANDLES, letter_of, require
from gongkai.faces.desk.foi_letters.views import letter_context
from gongkai.faces.ui.forms import Form
from gongkai.work.foi.actions import letters as actions
from gongkai.work.foi.models.letter import Letter
from gongkai.work.org.models.person import Person

# The act, the power it needs, what is said of others, and of it when it is done.
_PLAIN: dict[str, tuple[Callable[..., Any], str, str, str]] = {
    "submit": (actions.submit, "foi.handle", HANDLES, "已送审批。"),
    "approve": (actions.approve, "foi.approve", APPROVES, "已批准并编号，可以送达。"),
    "give_up": (actions.give_up, "foi.handle", HANDLES, "已放弃这份文书。"),
}
_POWERS = {
    "return_form": ("foi.approve", APPROVES),
    "void_form": ("foi.approve", APPROVES),
    "delivery_form": ("foi.handle", HANDLES),
}


@require_POST
def plain(request: HttpRequest, number: str, pk: int, act: str) -> HttpResponse:
    """An act that needs nothing but a button."""
    person, on, one = letter_of(request, number, pk)
    action, power, sentence, done = _PLAIN[act]
    require(person, power, one.request.organisation, on, sentence)
    back = reverse("desk:foi_letter", args=[number, pk])
    return do(request, action, done=done, back=back, letter=one)


@require_POST
def send_back(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Return it to its drafter with a reason."""
    return _with_form(
        request,
        letter_of(request, number, pk),
        OpinionForm(request.POST, prefix="return"),
        name="return_form",
        action=actions.send_back,
        done="已退回起草人。",
    )


@require_POST
def void(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take an approved letter back before it is served."""

    def act(*, opinion: str, **given: Any) -> object:
        return actions.void(reason=opinion, **given)

    return _with_form(
        request,
        letter_of(request, number, pk),
        OpinionForm(request.POST, prefix="void"),
        name="void_form",
        action=act,
        done="已作废，文号不再使用。",
    )


@require_POST
def deliver(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Write down how it was served."""

    def act(*, file: Any, **given: Any) -> object:
        kept = (str(file.name), file.read()) if file else None
        return actions.serve(file=kept, **given)

    return _with_form(
        request,
        letter_of(request, number, pk),
        DeliveryForm(request.POST, request.FILES),
        name="delivery_form",
        action=act,
        done="已登记送达，期限和状态随之更新。",
    )


def _with_form(
    request: HttpRequest,
    about: tuple[Person, date, Letter],
    form: Form,
    *,
    name: str,
    action: Callable[..., Any],
    done: str,
) -> HttpResponse:
    """Carry out an act with its form; the page again with the form (`name`) if it cannot be."""
    person, on, one = about
    power, sentence = _POWERS[name]
    require(person, power, one.request.organisation, on, sentence)
    back = reverse("desk:foi_letter", args=[one.request.number, one.pk])
    answer = carry_out(request, form, partial(action, letter=one), done=done, back=back)
    if isinstance(answer, HttpResponse):
        return answer
    fresh = letter_of(request, one.request.number, one.pk)
    more: dict[str, Any] = {name: form, "wrong": form, "sentences": answer}
    status = 409 if answer else 200
    return render(
        request, "desk/foi_letters/letter.html", letter_context(*fresh) | more, status=status
    )
