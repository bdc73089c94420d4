"""The last pages of an application: what is public already, a last look, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.portal.foi.already import already_public
from gongkai.faces.portal.foi.apply import APPLICANT, STEPS, WANTED, WAY, Page
from gongkai.faces.portal.foi.passes import DRAFT
from gongkai.faces.portal.foi.writing import draft_of, files_of
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.forms import wrongs
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.served import saved_as
from gongkai.work.foi.actions import drafts
from gongkai.work.foi.models.draft import Draft
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.deeds import Refused, day_of

_OFTEN = 60
_TWICE = "foi_sent_before"


@dataclass(frozen=True)
class Part:
    """One page of the draft as the last look shows it: its rows, and what is wrong in it."""

    title: str
    url: str
    rows: Sequence[tuple[str, str]]
    wrong: Sequence[str]


@private
def already(request: HttpRequest) -> HttpResponse:
    """What is public on the subject; who has found it need not ask, and leaves no trace."""
    at = timezone.now()
    draft = draft_of(request, at)
    if draft is None or draft.request_id is not None:
        return redirect("portal:foi_apply")
    if request.method == "POST":
        if request.POST.get("then") != "found":
            return DRAFT.give(redirect("portal:foi_way"), draft.pk)
        drafts.discard(draft=draft, at=at)
        messages.success(request, "您已经找到信息，没有留下申请记录。")
        return DRAFT.take(redirect("portal:foi"))
    values = draft.values
    found = already_public(values.get("wanted", ""), values.get("document_number", ""), day_of(at))
    if not found:
        return DRAFT.give(redirect("portal:foi_way"), draft.pk)
    context = {"found": found, "steps": STEPS, "step": 2, "draft": draft}
    return DRAFT.give(render(request, "portal/foi/already.html", context), draft.pk)


@private
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more; sent from here."""
    at = timezone.now()
    draft = draft_of(request, at)
    if draft is None:
        return redirect("portal:foi_apply")
    if draft.request_id is not None:
        return redirect("portal:foi_receipt")
    parts = _parts(draft)
    if request.method != "POST" or any(part.wrong for part in parts):
        return DRAFT.give(_look(request, draft, parts), draft.pk)
    return DRAFT.give(_sent(request, draft, parts, at), draft.pk)


def _sent(request: HttpRequest, draft: Draft, parts: Sequence[Part], at: datetime) -> HttpResponse:
    if said := too_often(request, "send", _OFTEN):
        return _look(request, draft, parts, said, status=429)
    try:
        drafts.send(draft=draft, at=at, again=request.POST.get("again") == "yes")
    except Refused as refused:
        if refused.code == "foi_draft_sent":
            return redirect("portal:foi_receipt")
        status = 409 if refused.code in {_TWICE, "foi_request_unfit"} else 429
        twice = refused.code == _TWICE
        return _look(request, draft, parts, sentences(refused), status=status, twice=twice)
    return redirect("portal:foi_receipt")


def _look(
    request: HttpRequest,
    draft: Draft,
    parts: Sequence[Part],
    said: Sequence[str] = (),
    *,
    status: int = 200,
    twice: bool = False,
) -> HttpResponse:
    context = {
        "draft": draft,
        "parts": parts,
        "whole": not any(part.wrong for part in parts),
        "sentences": said,
        "twice": twice,
        "steps": STEPS,
        "step": 5,
    }
    return render(request, "portal/foi/check.html", context, status=status)


@private
def receipt(request: HttpRequest) -> HttpResponse:
    """The number and the secret, for half an hour and then never again."""
    draft = draft_of(request, timezone.now())
    if draft is None or draft.request is None:
        return redirect("portal:foi_track")
    return render(request, "portal/foi/receipt.html", {"draft": draft, "case": draft.request})


@private
def receipt_text(request: HttpRequest) -> HttpResponse:
    """The receipt as a text to be saved."""
    draft = draft_of(request, timezone.now())
    if draft is None or draft.request is None:
        return redirect("portal:foi_track")
    page = request.build_absolute_uri(reverse("portal:foi_track"))
    case = draft.request
    lines = [
        "政府信息公开申请提交回执",
        f"受理单位：{case.organisation.name}",
        f"申请编号：{case.number}",
        f"查询码：{draft.receipt}",
        f"提交时间：{timezone.localtime(case.submitted_at):%Y-%m-%d %H:%M}",
        f"查进度：{page}",
        "凭编号和查询码可以看进度、交补正材料、下载答复。查询码不能找回，请不要告诉别人。",
    ]
    return saved_as(f"申请回执{case.number}", "\r\n".join(lines).encode("utf-8-sig"), "txt")


def _parts(draft: Draft) -> list[Part]:
    files = files_of(draft)
    named = {role: "、".join(one.name for one in found) or "没有" for role, found in files.items()}
    place = draft.organisation.name if draft.organisation else ""
    no_place = [] if place else ["还没有选择单位"]
    said = _said(draft)
    return [
        Part("向谁申请", reverse("portal:foi_apply"), [("单位", place)], no_place),
        Part(
            "想要的信息", reverse("portal:foi_wanted"),
            [("描述", said["wanted"]), ("文号", said["document_number"]),
             ("补充材料", named["material"])],
            _wrong(WANTED, draft),
        ),
        Part(
            "获取方式", reverse("portal:foi_way"),
            [("提供形式", said["form"]), ("获取方式", said["way"])], _wrong(WAY, draft),
        ),
        Part(
            "申请人", reverse("portal:foi_applicant"),
            [("类别", said["kind"]), ("姓名或者名称", said["name"]),
             ("证件", f"{said['identity_kind']} {said['identity']}".strip()),
             ("证件扫描件", named["proof"]), ("联系人", said["contact"]),
             ("电话", said["phone"]), ("电子邮箱", said["email"]), ("地址", said["address"])],
            _wrong(APPLICANT, draft),
        ),
    ]  # fmt: skip


def _said(draft: Draft) -> dict[str, str]:
    """The values as people read them; an answer that was left out is empty."""
    labels = {
        "form": dict(Request.Form.choices),
        "way": dict(Request.Way.choices),
        "kind": dict(Applicant.Kind.choices),
    }
    found = {name: draft.values.get(name, "") for name in drafts.FIELDS}
    coded = {name: str(labels[name].get(found[name], "")) for name in labels}
    return found | coded


def _wrong(page: Page, draft: Draft) -> list[str]:
    form = page.make(draft.values, None, draft)
    return [text for text, _ in wrongs(form)]
