"""Who they are: names and telephones, for those who invite them; every look is logged."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.meetings.forms import AttendanceForm, InviteForm, ReasonForm
from gongkai.faces.desk.meetings.gates import meeting_of
from gongkai.faces.desk.records.gates import visitor
from gongkai.work.decisions.actions import attend
from gongkai.work.decisions.actions.call import set_aside
from gongkai.work.decisions.actions.draw import decline
from gongkai.work.decisions.models.meeting import Meeting, Representative
from gongkai.work.decisions.queries.meetings import people as people_of
from gongkai.work.decisions.queries.meetings import representatives

_METHODS = ["GET", "HEAD", "POST"]
_ACTS = {
    "aside": (set_aside, "不符合报名条件", "登记", "原因告诉报名的人。名单公布以后不能再登记。"),
    "decline": (decline, "不能参加", "登记", "抽中的代表不能参加的，由同一类别的下一位候补递补。"),
}


@require_safe
def people(request: HttpRequest, number: str) -> HttpResponse:
    """Everybody of the list with name and telephone."""
    row, (by, _) = meeting_of(request, number), visitor(request)
    attend.look_at_people(meeting=row, by=by, at=timezone.now())
    context = {"meeting": row, "people": people_of(row), "is_over": _is_over(row)}
    response = render(request, "desk/meetings/people.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(_METHODS)
def invite(request: HttpRequest, number: str) -> HttpResponse:
    """Enter somebody whom the organiser invites."""
    row = meeting_of(request, number)
    form = InviteForm(request.POST or None)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:meeting_people", args=[number])
        said = carry_out(request, form, attend.invite, done="已登记。", back=back, meeting=row)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "heading": "邀请代表", "act": "登记",
        "words": "不经报名抽选、由单位邀请的代表。姓名和电话加密保存，对外只公布编号和类别。",
    }  # fmt: skip
    return render(request, "desk/meetings/form.html", context, status=409 if said else 200)


@require_http_methods(_METHODS)
def person(request: HttpRequest, number: str, pk: int, act: str) -> HttpResponse:
    """Note that somebody was told, cannot come, or does not meet the terms."""
    row = meeting_of(request, number)
    one = get_object_or_404(representatives(row).select_related("meeting__organisation"), pk=pk)
    back = reverse("desk:meeting_people", args=[number])
    if act == "tell" and request.method == "POST":
        return do(request, attend.tell, done="已登记通知。", back=back, representative=one)
    if act not in _ACTS:
        raise Http404(act)
    action, heading, word, words = _ACTS[act]
    form = ReasonForm(request.POST or None)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(request, form, action, done="已登记。", back=back, representative=one)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "act": word, "words": words,
        "heading": f"{one.number}：{heading}",
    }  # fmt: skip
    return render(request, "desk/meetings/form.html", context, status=409 if said else 200)


@require_http_methods(_METHODS)
def attendance(request: HttpRequest, number: str) -> HttpResponse:
    """Who came."""
    row, (by, _) = meeting_of(request, number), visitor(request)
    attend.look_at_people(meeting=row, by=by, at=timezone.now())
    chosen = people_of(row).filter(standing=Representative.Standing.CHOSEN)
    came = [one.pk for one in chosen if one.attendance == Representative.Attendance.PRESENT]
    form = AttendanceForm(request.POST or None, people=list(chosen), initial={"present": came})
    if request.method == "POST" and not request.POST.get("present"):
        # Nobody ticked is an answer as well; an empty form would count as not sent.
        form = AttendanceForm({"present": []}, people=list(chosen))
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:meeting", args=[number])
        said = carry_out(
            request, form, attend.attendance, done="已登记到会情况。", back=back, meeting=row
        )
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "heading": "登记到会", "act": "保存",
        "words": "采纳情况起草以前可以更正。",
    }  # fmt: skip
    return render(request, "desk/meetings/form.html", context, status=409 if said else 200)


def _is_over(row: Meeting) -> bool:
    return row.state in (Meeting.State.CONVENED, Meeting.State.CALLED_OFF)
