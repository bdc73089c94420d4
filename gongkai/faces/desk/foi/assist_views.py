"""What other bodies ask us to help with: the question and the wish, never who asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.posts import own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.forms import Form
from gongkai.work.foi.actions.assist import answer
from gongkai.work.foi.queries.assists import assists_for
from gongkai.work.foi.queries.identity import without_applicant

ROWS = 50


class AssistAnswerForm(Form):
    """The answer of the body that helps."""

    text = forms.CharField(
        label="答复",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明有没有、在哪里、能不能公开和理由。答复后不能修改。",
    )


@require_safe
def assists(request: HttpRequest) -> HttpResponse:
    """The questions to one's own organisations."""
    person, on = visitor(request)
    if not own_places(request, "foi.assist"):
        raise PermissionDenied("协办事项由各单位的信息员、经办人和负责人答复。")
    page = Paginator(assists_for(person, on), ROWS).get_page(request.GET.get("page"))
    rows = [(one, clock_until(on, one.due_on) if one.answered_at is None else None) for one in page]
    return render(request, "desk/foi/assists.html", {"page": page, "rows": rows})


def assist(request: HttpRequest, pk: int) -> HttpResponse:
    """One question, and its answer."""
    person, on = visitor(request)
    rows = assists_for(person, on).select_related("request__applicant", "request__organisation")
    one = get_object_or_404(rows, pk=pk)
    form = AssistAnswerForm(request.POST or None)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:foi_assist", args=[pk])
        said = carry_out(request, form, answer, done="已答复。", back=back, assistance=one)
    if isinstance(said, HttpResponse):
        return said
    context: dict[str, Any] = {
        "one": one, "form": form, "sentences": said,
        "wanted": without_applicant(one.request, one.request.wanted),
        "clock": clock_until(on, one.due_on) if one.answered_at is None else None,
    }  # fmt: skip
    return render(request, "desk/foi/assist.html", context, status=409 if said else 200)
