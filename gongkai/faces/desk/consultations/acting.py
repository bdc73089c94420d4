"""The page of one act: a form, what it does, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.ui.forms import Form
from gongkai.work.decisions.models.consultation import Consultation


@dataclass(frozen=True)
class Act:
    """How the page of an act is worded, and where it leads when it is done."""

    title: str
    button: str
    done: str
    back: str
    intro: str = ""


def page_of(
    request: HttpRequest,
    act: Act,
    form: Form,
    action: Callable[..., Any],
    *,
    one: Consultation | None = None,
    above: tuple[str, str] = ("", ""),
    template: str = "desk/consultations/act.html",
    beside: dict[str, Any] | None = None,
    **given: Any,
) -> HttpResponse:
    """Show the form, or carry it out; `above` are label and address of the page over it."""
    said: list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, action, done=act.done, back=act.back, **given)
        if isinstance(answer, HttpResponse):
            return answer
        said = answer
    if one is not None and not above[0]:
        above = (one.title, reverse("desk:consultation", args=[one.pk]))
    context = {
        "act": act, "form": form, "sentences": said, "one": one,
        "above": above[0], "above_url": above[1], **(beside or {}),
    }  # fmt: skip
    return render(request, template, context, status=409 if said else 200)
