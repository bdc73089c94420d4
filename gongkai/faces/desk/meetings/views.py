"""The list of meetings with the count of the year, the page of one, and its buttons."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.meetings.gates import is_office, meeting_of, own, seen_places
from gongkai.faces.desk.meetings.pages import STEPS, meeting_page
from gongkai.faces.desk.posts import has_power
from gongkai.faces.ui.parts import Stat
from gongkai.work.decisions.actions.adopt import begin_adoption_record
from gongkai.work.decisions.actions.call import begin_call_record, open_call
from gongkai.work.decisions.actions.draw import draw
from gongkai.work.decisions.queries.meeting_count import YearCount, year_count
from gongkai.work.decisions.queries.meetings import meetings_of
from gongkai.work.journal.deeds import day_of

_ROWS = 50
_FIRST_YEAR = 2000
_ACTS = {
    "announce": (begin_call_record, "已起草报名公告，请送审；发布以后就可以开始报名。"),
    "open": (open_call, "已开始报名。"),
    "draw": (draw, "已抽选，结果已在公开页面显示。"),
    "adoption": (begin_adoption_record, "已起草采纳情况，请送审发布。"),
}


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings that the visitor may see, how many of the year count, what the others lack."""
    places, today = seen_places(request), day_of(timezone.now())
    year = _year(request.GET.get("year", ""), today.year)
    count = year_count(places, year, today)
    page = Paginator(meetings_of(places), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page, "count": count, "stats": _stats(count, whole=places is None),
        "lacking": {one.pk: why for one, why in count.lacking}, "office": is_office(request),
        "can_edit": bool(own(request)), "today": today, "years": _years(today.year),
    }  # fmt: skip
    return render(request, "desk/meetings/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    """One meeting: where it stands, what is next, who comes by number and kind."""
    row = meeting_of(request, number)
    context = {
        "page": meeting_page(row, timezone.now()),
        "steps": STEPS,
        "can_draft": has_power(request, "record.draft", row.organisation),
    }
    return render(request, "desk/meetings/meeting.html", context)


@require_POST
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Announce, open, draw, or draft the adoption."""
    row = meeting_of(request, number)
    if act not in _ACTS:
        raise Http404(act)
    action, done = _ACTS[act]
    return do(request, action, done=done, back=reverse("desk:meeting", args=[number]), meeting=row)


def _stats(count: YearCount, *, whole: bool) -> list[Stat]:
    kind = "" if count.reached else "warn"
    return [
        Stat("已召开", count.held, "次"),
        Stat("计入年度次数", f"{count.counted}/{count.target}" if whole else count.counted, "次",
             kind if whole else ""),
        Stat("还缺内容", len(count.lacking), "次", "bad" if count.lacking else ""),
    ]  # fmt: skip


def _years(this: int) -> list[int]:
    return [this, this - 1, this - 2]


def _year(text: str, this: int) -> int:
    """The year asked for; this one where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) == len(str(this))):
        return this
    return min(max(int(text), _FIRST_YEAR), this)
