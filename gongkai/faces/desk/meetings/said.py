"""What representatives said, topic by topic, and what becomes of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.meetings.forms import AnswerForm, StatementForm, initial_answer
from gongkai.faces.desk.meetings.gates import meeting_of
from gongkai.work.decisions.actions import adopt
from gongkai.work.decisions.models.meeting import Meeting, Representative, Statement
from gongkai.work.decisions.queries.meetings import attending, statements_of

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def statements(request: HttpRequest, number: str) -> HttpResponse:
    """All of them, and a form for one more."""
    row = meeting_of(request, number)
    came = attending(row).filter(attendance=Representative.Attendance.PRESENT)
    form = StatementForm(request.POST or None, meeting=row, people=came)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        said = carry_out(
            request, form, adopt.note_statement, done="已登记，可以接着登记。",
            back=reverse("desk:meeting_statements", args=[number]), meeting=row,
        )  # fmt: skip
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "rows": statements_of(row),
        "is_open": _is_open(row),
    }  # fmt: skip
    return render(request, "desk/meetings/statements.html", context, status=409 if said else 200)


@require_http_methods(_METHODS)
def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say what becomes of one of them."""
    row = meeting_of(request, number)
    one = _statement(row, pk)
    form = AnswerForm(request.POST or None, initial=initial_answer(one))
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        back = reverse("desk:meeting_statements", args=[number])
        said = carry_out(
            request, form, adopt.answer_statement, done="已保存。", back=back, statement=one
        )
        if isinstance(said, HttpResponse):
            return said
    context = {
        "meeting": row, "form": form, "sentences": said, "heading": "答复意见", "act": "保存",
        "words": f"{one.topic.title}，{one.representative.number}：{one.text}",
    }  # fmt: skip
    return render(request, "desk/meetings/form.html", context, status=409 if said else 200)


@require_POST
def drop(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take away what was noted by mistake."""
    row = meeting_of(request, number)
    back = reverse("desk:meeting_statements", args=[number])
    return do(
        request, adopt.drop_statement, done="已删去。", back=back, statement=_statement(row, pk)
    )


def _statement(row: Meeting, pk: int) -> Statement:
    rows = statements_of(row).select_related("meeting__organisation")
    return get_object_or_404(rows, pk=pk)


def _is_open(row: Meeting) -> bool:
    record = row.adoption_record
    is_free = record is None or record.state in ("discarded", "withdrawn")
    return row.state == Meeting.State.CONVENED and is_free
