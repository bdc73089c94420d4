"""One form, one action, one response: what every page of the desk that changes something does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused


def carry_out(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[..., Any],
    *,
    done: str,
    back: str,
    **given: Any,
) -> HttpResponse | list[str]:
    """Call `action` with the form's values; a redirect when it is done, else what was wrong.

    The action gets `by` and `at` and whatever is `given` besides the form's own values.
    """
    if not form.is_valid():
        return []
    try:
        action(by=request.user, at=timezone.now(), **given, **form.cleaned_data)
    except Refused as refusal:
        return sentences(refusal)
    messages.success(request, done)
    return redirect(back)


def do(
    request: HttpRequest, action: Callable[..., Any], *, done: str, back: str, **given: Any
) -> HttpResponse:
    """Call an action that needs no form, from a button; a refusal is a page of its own."""
    try:
        action(by=request.user, at=timezone.now(), **given)
    except Refused as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, done)
    return redirect(back)
