"""The slots of a dossier: link a record, draft one, take one out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.decisions.forms import LinkForm
from gongkai.faces.desk.decisions.gates import edited
from gongkai.faces.ui.errors import refused as refused_page
from gongkai.work.decisions.actions import slots as actions
from gongkai.work.decisions.models.decision import SlotLink
from gongkai.work.decisions.queries.decisions import records_for_slots
from gongkai.work.journal.deeds import Refused


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Choose a record for a slot."""
    row, _ = edited(request, code)
    if part not in actions.LABELS:
        raise Http404("slot")
    form = LinkForm(request.POST or None, rows=records_for_slots(row))
    back = reverse("desk:decision", args=[code]) + "#slots"
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(
            request, form, actions.link_slot, done="已归集。", back=back, decision=row, slot=part
        )
    if isinstance(said, HttpResponse):
        return said
    context = {
        "decision": row, "form": form, "sentences": said, "label": actions.LABELS[part],
        "part": part, "back": back,
    }  # fmt: skip
    return render(request, "desk/decisions/slot.html", context, status=409 if said else 200)


@require_POST
def begin(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Draft a record for a slot, and go on writing it."""
    row, person = edited(request, code)
    if part not in actions.LABELS:
        raise Http404("slot")
    back = reverse("desk:decision", args=[code])
    try:
        record = actions.begin_slot_record(decision=row, slot=part, by=person, at=timezone.now())
    except Refused as refusal:
        return refused_page(request, refusal, back=back)
    return redirect("desk:record_edit", record.pk)


@require_POST
def unlink(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a record out of its slot."""
    row, _ = edited(request, code)
    rows = SlotLink.objects.select_related("decision__organisation")
    found = get_object_or_404(rows, pk=pk, decision=row)
    back = reverse("desk:decision", args=[code]) + "#slots"
    return do(request, actions.unlink_slot, done="已取消归集。", back=back, link=found)
