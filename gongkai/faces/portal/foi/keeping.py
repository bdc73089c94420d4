"""Drafts put aside and taken up again, on this machine or another."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.portal.foi.forms import DraftSecretForm
from gongkai.faces.portal.foi.passes import DRAFT
from gongkai.faces.portal.foi.writing import draft_of
from gongkai.faces.portal.limits import tried_too_often
from gongkai.faces.portal.private import private
from gongkai.work.foi.actions import drafts
from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.queries.secrets import kept_draft

WRONG = "草稿编号或者查询码不对，或者草稿已经提交、删除、超过保留期限。请对照保存时记下的内容核对。"
_ERASED = "已经清除，没有留下申请记录。"
_SENT = "已经离开。以后凭编号和查询码查进度。"


def kept_page(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """The number and a new secret of the draft; an earlier secret opens it no more."""
    secret = drafts.keep(draft=draft, at=at)
    return render(request, "portal/foi/kept.html", {"draft": draft, "secret": secret})


@private
def open_draft(request: HttpRequest) -> HttpResponse:
    """Go on with a draft by its number and secret."""
    form, said = DraftSecretForm(), list[str]()
    if request.method == "POST":
        form = DraftSecretForm(request.POST)
    if form.is_valid():
        number, secret = form.cleaned_data["number"], form.cleaned_data["secret"]
        if wait := tried_too_often(request, "draft", number):
            return wait
        draft = kept_draft(number, secret, timezone.now())
        if draft is not None:
            return DRAFT.give(redirect("portal:foi_wanted"), draft.pk)
        said = [WRONG]
    return render(request, "portal/foi/open.html", {"form": form, "sentences": said})


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Leave this machine; the draft stays for whoever has its secret, or is erased."""
    draft = draft_of(request, timezone.now())
    if draft is not None and (request.POST.get("then") == "erase" or not draft.secret_hash):
        drafts.discard(draft=draft, at=timezone.now())
        messages.success(request, _SENT if draft.request_id else _ERASED)
    return DRAFT.take(redirect("portal:foi"))
