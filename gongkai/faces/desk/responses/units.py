"""What a unit does about its part: takes it on, says what it did, answers in public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.responses.assigning import simple
from gongkai.faces.desk.responses.forms import ElsewhereForm, NoteForm, ReplyForm
from gongkai.faces.desk.responses.gates import part_of
from gongkai.work.responses.actions import respond

_METHODS = ["GET", "HEAD", "POST"]


@require_POST
def accept(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Take it on."""
    part = part_of(request, number, pk)
    back = reverse("desk:response", args=[number])
    return do(request, respond.accept, done="已接收。", back=back, part=part)


@require_http_methods(_METHODS)
def note(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Say what was done."""
    part = part_of(request, number, pk)
    return simple(
        request, part.event, NoteForm(request.POST or None), respond.note, heading="登记处置情况",
        act="登记", done="已登记。", words="只在内部使用，不公开；登记以后不能修改。", part=part,
    )  # fmt: skip


@require_http_methods(_METHODS)
def reply(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The answer is a record of ours."""
    part = part_of(request, number, pk)
    form = ReplyForm(request.POST or None, places=[part.organisation])
    return simple(
        request, part.event, form, respond.reply_with_record, heading="登记回应", act="登记",
        done="已登记回应。",
        words="回应先在“信息发布”里起草、审核、发布，再在这里选择。回应时间按发布时间计。",
        part=part,
    )  # fmt: skip


@require_http_methods(_METHODS)
def elsewhere(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The answer stands elsewhere."""
    part = part_of(request, number, pk)
    form = ElsewhereForm(request.POST or None, initial={"public_at": timezone.now()})
    return simple(
        request, part.event, form, respond.reply_elsewhere, heading="登记站外回应", act="登记",
        done="已登记回应。", words="在其他网站、账号、媒体公开的回应。标题和网址在公开页面显示。",
        part=part,
    )  # fmt: skip
