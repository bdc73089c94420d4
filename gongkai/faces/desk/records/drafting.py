"""Beginning a record and writing on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.faces.desk.records.forms import DraftForm, StartForm
from gongkai.faces.desk.records.gates import draft_of, visitor
from gongkai.faces.desk.records.pages import CONFLICT, UNFIT, edit_page
from gongkai.faces.desk.records.word_pages import taken_in
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.models.duty import Occurrence
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import draft
from gongkai.work.records.actions.relate import relate, unrelate
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.word import answer_word
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.attached import offered, pictures
from gongkai.work.records.queries.content import current_of, fingerprint


def new(request: HttpRequest) -> HttpResponse:
    """Begin a record, for something that is due or by itself."""
    person, on = visitor(request)
    organisations = choices.drafting_for(person, on)
    if not organisations:
        raise PermissionDenied("只有信息员可以起草信息。")
    occurrence = _occurrence(request)
    proposed = choices.items_of(occurrence) if occurrence else []
    initial = {"item": proposed[0].pk if proposed else None}
    if occurrence:
        organisations = organisations.filter(pk=occurrence.duty.organisation_id)
    form = StartForm(request.POST or None, initial=initial, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        record = draft.start(
            by=person, at=timezone.now(), occurrence=occurrence, **form.cleaned_data
        )
        return redirect("desk:record_edit", record.pk)
    context = {"form": form, "occurrence": occurrence, "proposed": proposed}
    return render(request, "desk/records/new.html", context)


def _occurrence(request: HttpRequest) -> Occurrence | None:
    asked = request.POST.get("occurrence") or request.GET.get("occurrence")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):  # noqa: PLR2004
        raise Http404("occurrence")
    return get_object_or_404(choices.due_for(*visitor(request)), pk=int(asked))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write on a record. Every button first keeps what was typed, then does its own act."""
    record = draft_of(request, pk)
    version = current_of(record)
    if record.state == Record.State.DISCARDED:
        return redirect("desk:record", pk)
    if request.method != "POST":
        return _page(request, record, DraftForm(version=version))
    form = DraftForm(request.POST, request.FILES, version=version)
    if not form.is_valid():
        return _page(request, record, form)
    try:
        _keep(record, form, visitor(request)[0], timezone.now())
    except Refused as refusal:
        return _page(request, record, form, refusal)
    return _then(request, record, form)


def _keep(record: Record, form: DraftForm, by: Person, at: datetime) -> None:
    """Store what was typed, unless nothing differs from what is stored."""
    if changed := form.changes():
        seen = form.cleaned_data["seen_hash"]
        draft.edit(record=record, by=by, at=at, seen_hash=seen, **changed)


def _then(request: HttpRequest, record: Record, form: DraftForm) -> HttpResponse:
    """Take in the chosen files, then do the act of the button that was pressed."""
    by, at = visitor(request)[0], timezone.now()
    act, _, place = request.POST.get("act", "save").partition(":")
    try:
        done = [*_take_in(record, form, by, at)]
        if act == "detach":
            done.append(_detach(record, place, by, at))
        elif act == "unrelate":
            kind, _, number = place.partition(":")
            unrelate(record=record, kind=kind, index_number=number, by=by, at=at)
            done.append("已移除关联文件。")
        elif act in {"take", "keep"}:
            answer_word(record=record, name=place, take_it=act == "take", by=by, at=at)
            done.append("已改为文件里的内容。" if act == "take" else "已保留现在填的内容。")
        elif act == "submit" and not done:
            submit(record=record, by=by, at=at, seen_hash=fingerprint(current_of(record)))
            messages.success(request, "已送审，等一审审核。")
            return redirect("desk:record", record.pk)
    except Refused as refusal:
        return _page(request, record, _again(record, form), refusal)
    if act == "submit":
        done.append("文件刚刚读入，还没有送审，请核对后再送。")
    messages.success(request, "".join(done) or _saved(form))
    return redirect(reverse("desk:record_edit", args=[record.pk]) + _PLACES.get(act, ""))


def _again(record: Record, form: DraftForm) -> DraftForm:
    """What is stored by now, with the relation still as it was typed."""
    anew = DraftForm(version=current_of(record))
    for name in ("relation_kind", "relation_target"):
        anew.initial[name] = form.cleaned_data[name]
    return anew


def _saved(form: DraftForm) -> str:
    return "已保存草稿。" if form.changes() else "没有改动，草稿还是原来的内容。"


def _take_in(record: Record, form: DraftForm, by: Person, at: datetime) -> Iterator[str]:
    """Read the files that were chosen, whichever button was pressed, so that none is lost."""
    word, attachment = form.cleaned_data["word"], form.cleaned_data["attachment"]
    if word is not None:
        data = word.read()
        version = draft.fill_from_word(record=record, file_name=word.name, data=data, by=by, at=at)
        if form.cleaned_data["keep_word"]:
            draft.attach(record=record, file_name=word.name, data=data, by=by, at=at)
        count = len(pictures(version))
        yield f"已读入“{word.name}”，有图片 {count} 张，请对照“公众将看到的样子”核对。"
        yield taken_in(version)
    if attachment is not None:
        data = attachment.read()
        draft.attach(record=record, file_name=attachment.name, data=data, by=by, at=at)
        yield f"已添加附件“{attachment.name}”。"
    if target := form.cleaned_data["relation_target"]:
        kind = form.cleaned_data["relation_kind"]
        relate(record=record, kind=kind, target=target, by=by, at=at)
        yield f"已关联“{target}”。"


def _detach(record: Record, place: str, by: Person, at: datetime) -> str:
    version = current_of(record)
    every = {str(one.order): one for one in (*offered(version), *pictures(version))}
    if place not in every:
        raise Refused("attachment_gone", name=f"第 {place} 个")
    draft.detach(record=record, attachment=every[place], by=by, at=at)
    return f"已移除“{every[place].file.name}”。"


_PLACES = {
    "word": "#h-ask",
    "take": "#h-ask",
    "keep": "#h-ask",
    "attach": "#h-files",
    "detach": "#h-files",
    "relate": "#h-rel",
    "unrelate": "#h-rel",
}


def _files_again(request: HttpRequest) -> list[str]:
    """A browser never sends a chosen file twice, so whoever chose one must be told."""
    chosen = [request.FILES[name] for name in request.FILES]
    names = "、".join(f"“{one.name}”" for one in chosen if isinstance(one, UploadedFile))
    return [f"选好的文件{names}没有保存，改好后请重新选择。"] if names else []


def _page(
    request: HttpRequest, record: Record, form: DraftForm, refusal: Refused | None = None
) -> HttpResponse:
    on, code = visitor(request)[1], refusal.code if refusal else ""
    if code == CONFLICT:
        form = form.seen_anew(current_of(record))
    # What is missing for submission is listed with links to the fields instead.
    said = sentences(refusal) if refusal and code != UNFIT else []
    page = edit_page(record, form, on, [*said, *_files_again(request)], code)
    status = 409 if refusal else 200
    return render(request, "desk/records/edit.html", {"page": page}, status=status)
