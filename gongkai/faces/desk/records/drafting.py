"""Beginning a record and writing on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

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
from gongkai.work.records.actions.reorder import move_attachment
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.actions.word import answer_word
from gongkai.work.records.models.record import Attachment, Record
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.attached import offered, pictures
from gongkai.work.records.queries.content import NOTE, current_of, fingerprint


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
    writer = Writer(record, form, visitor(request)[0], timezone.now())
    try:
        _keep(writer, form)
    except Refused as refusal:
        return _page(request, record, form, refusal)
    return _then(request, writer, form)


class Writer:
    """Does one act after another on what the writer has on the screen.

    Each act is refused where somebody else has stored something since the one before.
    """

    def __init__(self, record: Record, form: DraftForm, by: Person, at: datetime) -> None:
        self.record, self.by, self.at = record, by, at
        self.seen: str = form.cleaned_data["seen_hash"]

    def do(self, action: Callable[..., Any], **given: Any) -> Any:
        """The result of the action, which gets the record and what was seen of it."""
        found = action(record=self.record, by=self.by, at=self.at, seen_hash=self.seen, **given)
        self.look()
        return found

    def look(self) -> None:
        """What stands there now is what the next act is done on."""
        self.seen = fingerprint(current_of(self.record))


def _keep(writer: Writer, form: DraftForm) -> None:
    """Store what was typed, unless nothing differs from what is stored."""
    if changed := form.changes():
        writer.do(draft.edit, **changed)


def _then(request: HttpRequest, writer: Writer, form: DraftForm) -> HttpResponse:
    """Take in the chosen files, then do the act of the button that was pressed."""
    record, (act, _, place) = writer.record, request.POST.get("act", "save").partition(":")
    try:
        done = [*_take_in(writer, form), *_act(writer, act, place)]
        _keep_note(writer, form)
        if act == "submit" and not done:
            writer.do(submit)
            messages.success(request, "已送审，等一审审核。")
            return redirect("desk:record", record.pk)
    except Refused as refusal:
        return _page(request, record, _again(record, form), refusal)
    if act == "submit":
        done.append("文件刚刚读入，还没有送审，请核对后再送。")
    messages.success(request, "".join(done) or _saved(form))
    return redirect(reverse("desk:record_edit", args=[record.pk]) + _PLACES.get(act, ""))


def _act(writer: Writer, act: str, place: str) -> Iterator[str]:
    """The act of one of the smaller buttons, and what is said when it is done."""
    if act == "detach":
        one = _file_at(writer, place)
        writer.do(draft.detach, attachment=one)
        yield f"已移除“{one.file.name}”。"
    elif act in {"up", "down"}:
        one = _file_at(writer, place)
        writer.do(move_attachment, attachment=one, up=act == "up")
        yield f"已把“{one.file.name}”{'上移' if act == 'up' else '下移'}。"
    elif act == "unrelate":
        kind, _, number = place.partition(":")
        writer.do(unrelate, kind=kind, index_number=number)
        yield "已移除关联文件。"
    elif act in {"take", "keep"}:
        take_it = act == "take"
        answer_word(record=writer.record, name=place, take_it=take_it, by=writer.by, at=writer.at)
        writer.look()
        yield "已改为文件里的内容。" if take_it else "已保留现在填的内容。"


def _keep_note(writer: Writer, form: DraftForm) -> None:
    """A file that was added to a returned correction began a version that has no note yet."""
    note, version = form.cleaned_data.get(NOTE, ""), current_of(writer.record)
    if note and version.frozen_at is None and version.change_note != note:
        writer.do(draft.edit, change_note=note)


def _again(record: Record, form: DraftForm) -> DraftForm:
    """What is stored by now, with the relation still as it was typed."""
    anew = DraftForm(version=current_of(record))
    for name in ("relation_kind", "relation_target"):
        anew.initial[name] = form.cleaned_data[name]
    return anew


def _saved(form: DraftForm) -> str:
    return "已保存草稿。" if form.changes() else "没有改动，草稿还是原来的内容。"


def _take_in(writer: Writer, form: DraftForm) -> Iterator[str]:
    """Read the files that were chosen, whichever button was pressed, so that none is lost."""
    word, attachment = form.cleaned_data["word"], form.cleaned_data["attachment"]
    if word is not None:
        data = word.read()
        version = writer.do(draft.fill_from_word, file_name=word.name, data=data)
        if form.cleaned_data["keep_word"]:
            writer.do(draft.attach, file_name=word.name, data=data)
        count = len(pictures(version))
        yield f"已读入“{word.name}”，有图片 {count} 张，请对照“公众将看到的样子”核对。"
        yield taken_in(version)
    if attachment is not None:
        writer.do(draft.attach, file_name=attachment.name, data=attachment.read())
        yield f"已添加附件“{attachment.name}”。"
    if target := form.cleaned_data["relation_target"]:
        writer.do(relate, kind=form.cleaned_data["relation_kind"], target=target)
        yield f"已关联“{target}”。"


def _file_at(writer: Writer, place: str) -> Attachment:
    version = current_of(writer.record)
    every = {str(one.order): one for one in (*offered(version), *pictures(version))}
    if place not in every:
        raise Refused("attachment_gone", name=f"第 {place} 个")
    return every[place]


_PLACES = {
    "word": "#h-ask",
    "take": "#h-ask",
    "keep": "#h-ask",
    "attach": "#h-files",
    "detach": "#h-files",
    "up": "#h-files",
    "down": "#h-files",
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
    if code == CONFLICT and form.is_bound:
        form = form.seen_anew(current_of(record))
    elif code == CONFLICT:
        # Nothing of what was typed is left to be compared: only a file or a button was meant.
        code = ""
    # What is missing for submission is listed with links to the fields instead.
    said = sentences(refusal) if refusal and code != UNFIT else []
    page = edit_page(record, form, on, [*said, *_files_again(request)], code)
    status = 409 if refusal else 200
    return render(request, "desk/records/edit.html", {"page": page}, status=status)
