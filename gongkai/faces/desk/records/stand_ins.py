"""Who reviews in place of somebody on leave: named here, for a time, and ended here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.ui.forms import DayField, Form
from gongkai.work.org.models.person import Person, Post
from gongkai.work.staffing.actions.stand_in import name_stand_in, recall_stand_in
from gongkai.work.staffing.queries import stand_ins as queries


class StandInForm(Form):
    """Which review, who does it instead, from when until when."""

    post = forms.ModelChoiceField(label="代谁审核", queryset=Post.objects.none())
    person = forms.ModelChoiceField(
        label="代审人", queryset=Person.objects.none(),
        help_text="本单位在岗人员。起草过的稿件、已审过另一级的稿件，代审人同样不能审。",
    )  # fmt: skip
    from_on = DayField(label="从哪天起")
    until_on = DayField(label="到哪天止", help_text="当天仍可审核，次日自动失效。")

    def __init__(self, data: Any = None, *, by: Person, on: date) -> None:
        super().__init__(data, initial={"from_on": on})
        post: Any = self.fields["post"]
        post.queryset = queries.own_posts(by, on)
        post.label_from_instance = lambda one: (
            f"{one.person.name}（{one.organisation.label}{one.get_role_display()}）"
        )
        self.fields["person"].queryset = queries.colleagues(by, on)  # type: ignore[attr-defined]


def stand_ins(request: HttpRequest) -> HttpResponse:
    """What runs or is to begin, and the form for another one."""
    person, on = _namer(request)
    back = reverse("desk:stand_ins")
    form = StandInForm(request.POST or None, by=person, on=on)
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, name_stand_in, done="已安排代审。", back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "rows": queries.stand_ins(person, on), "sentences": answer, "on": on}
    return render(request, "desk/records/stand_ins.html", context, status=409 if answer else 200)


@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of them."""
    person, on = _namer(request)
    post = get_object_or_404(queries.stand_ins(person, on), pk=pk)
    back = reverse("desk:stand_ins")
    return do(request, recall_stand_in, done="已结束代审。", back=back, post=post)


def _namer(request: HttpRequest) -> tuple[Person, date]:
    person, on = visitor(request)
    if not queries.own_posts(person, on).exists():
        raise PermissionDenied("请假代审由审核人本人或本单位负责人安排。")
    return person, on
