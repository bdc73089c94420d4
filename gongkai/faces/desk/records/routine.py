"""Marking an item of the catalogue as routine, so that its records can be passed together."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.records.gates import office_day
from gongkai.work.records.actions.routine import mark_routine
from gongkai.work.records.queries import linking


@require_POST
def routine(request: HttpRequest, code: str) -> HttpResponse:
    """Mark the item, or take the mark away."""
    office_day(request)
    item = get_object_or_404(linking.items(), code=code)
    wanted = request.POST.get("routine") == "1"
    done = "已标为常规事项，可以批量审核。" if wanted else "已取消常规事项，须逐件审核。"
    back = reverse("desk:catalogue")
    return do(request, mark_routine, done=done, back=back, item=item, is_routine=wanted)
