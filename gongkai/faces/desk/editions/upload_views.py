"""A workbook comes in: read, shown with what it leaves open, asked about, stored at last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.faces.desk.editions.carried import packed, unpacked
from gongkai.faces.desk.editions.forms import TableForm
from gongkai.faces.desk.editions.gates import edition_of
from gongkai.faces.ui.messages import sentence, sentences
from gongkai.rules.basic_catalogue import FIELDS, Flaw, Sheet
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.queries.names import Match
from gongkai.work.org import queries as org
from gongkai.work.org.models.organisation import Group, Organisation
from gongkai.work.records.actions.edition_upload import bring_in
from gongkai.work.records.models.edition import Edition
from gongkai.work.records.queries.edition_diff import Difference, in_words
from gongkai.work.records.queries.edition_flaws import said
from gongkai.work.records.queries.edition_upload import (
    Answers,
    Incoming,
    Upload,
    read_upload,
    upload,
)

_SHOWN = 200
_NAME = "name:"


@dataclass(frozen=True)
class Asked:
    """A question with its answer so far; `key` names its control, `likely` who it may be."""

    key: str
    text: str
    answer: str
    likely: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What the file would do, as the page shows it."""

    upload: Upload
    difference: Difference
    sheets: tuple[Asked, ...]
    names: tuple[Asked, ...]
    lost: tuple[str, ...]
    asides: tuple[str, ...]
    flawed: tuple[tuple[Incoming, tuple[str, ...]], ...]
    hidden: int
    carried: str

    @property
    def can_store(self) -> bool:
        """True if nothing has to be mended in the file and every sheet has its field."""
        return not (self.lost or self.upload.open_sheets)


def upload_it(request: HttpRequest, number: int) -> HttpResponse:
    """The form; the preview of a file; and, with its questions answered, the storing."""
    edition, on = edition_of(request, number)
    if edition.state != Edition.State.DRAFT:
        return redirect("desk:edition", number)
    if request.method != "POST":
        return _form(request, edition, TableForm())
    try:
        if "carried" in request.POST:
            return _answered(request, edition, on)
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return _form(request, edition, form)
        file = form.cleaned_data["file"]
        sheets = read_upload(file.name, file.read())
        return _preview(request, edition, sheets, on)
    except Refused as refusal:
        return _form(request, edition, TableForm(), sentences(refusal))


def _answered(request: HttpRequest, edition: Edition, on: date) -> HttpResponse:
    sheets = unpacked(request.POST["carried"])
    if request.POST.get("act") != "store":
        return _preview(request, edition, sheets, on)
    try:
        found = bring_in(
            edition=edition,
            sheets=sheets,
            answers=answers_in(request.POST, sheets),
            remember="remember" in request.POST,
            by=request.user,  # type: ignore[arg-type]  # edition_of let only a Person through
            at=timezone.now(),
        )
    except Refused as refusal:
        return _preview(request, edition, sheets, on, sentences(refusal))
    messages.success(request, f"已导入 {len(found.rows)} 行，替换了 {len(found.fields)} 个领域。")
    return redirect("desk:edition", edition.number)


def answers_in(given: QueryDict, sheets: Sequence[Sheet]) -> Answers:
    """What the page was answered; an answer that is none of the choices is no answer."""
    chosen = {sheet.title: _text(given, f"sheet:{n}", "?") for n, sheet in enumerate(sheets)}
    fields = {title: code for title, code in chosen.items() if code in {"", *FIELDS}}
    asked = {key[len(_NAME) :]: _text(given, key) for key in given if key.startswith(_NAME)}
    organisations = {f"org:{one.pk}": [one] for one in Organisation.objects.all()}
    groups = Group.objects.prefetch_related("members")
    known = organisations | {f"group:{one.pk}": list(one.members.all()) for one in groups}
    return Answers(fields, {name: known[value] for name, value in asked.items() if value in known})


def _form(
    request: HttpRequest, edition: Edition, form: TableForm, said: Sequence[str] = ()
) -> HttpResponse:
    context = {"edition": edition, "form": form, "sentences": said}
    return render(request, "desk/editions/upload.html", context, status=409 if said else 200)


def _preview(
    request: HttpRequest,
    edition: Edition,
    sheets: Sequence[Sheet],
    on: date,
    said: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "edition": edition,
        "preview": preview(edition, sheets, request.POST, on),
        "sentences": said,
        "fields": FIELDS.items(),
        "organisations": org.organisations(on).filter(active_until=None),
        "groups": org.groups(),
        "remember": "act" not in request.POST or "remember" in request.POST,
    }
    return render(request, "desk/editions/preview.html", context, status=409 if said else 200)


def preview(edition: Edition, sheets: Sequence[Sheet], given: QueryDict, on: date) -> Preview:
    """The file laid over the draft with the answers so far."""
    found = upload(edition, sheets, answers_in(given, sheets), on)
    flawed = [(one, tuple(_sentences(one))) for one in found.rows if one.flaws]
    unasked = upload(edition, sheets, Answers(), on)
    return Preview(
        upload=found,
        difference=in_words(found.diff),
        sheets=tuple(_asked_sheets(sheets, given)),
        names=tuple(_asked_name(one, given) for one in unasked.open_names),
        lost=tuple(_lost(found)),
        asides=tuple(sentence(_at(flaw, sheet.title)) for sheet in sheets for flaw in sheet.asides),
        flawed=tuple(flawed[:_SHOWN]),
        hidden=max(0, len(flawed) - _SHOWN),
        carried=packed(sheets),
    )


def _text(given: QueryDict, key: str, default: str = "") -> str:
    return str(given.get(key, default))


def _asked_sheets(sheets: Sequence[Sheet], given: QueryDict) -> Iterator[Asked]:
    for place, sheet in enumerate(sheets):
        key = f"sheet:{place}"
        if sheet.rows and (sheet.field is None or key in given):
            yield Asked(key, sheet.title, _text(given, key, "?"))


def _asked_name(match: Match, given: QueryDict) -> Asked:
    key = _NAME + match.text
    return Asked(key, match.text, _text(given, key), match.candidates)


def _sentences(one: Incoming) -> Iterator[str]:
    yield from dict.fromkeys(sentence(said(flaw)) for flaw in one.flaws)


def _lost(found: Upload) -> Iterator[str]:
    for one, flaw in found.lost:
        yield sentence(said(flaw, where=f"工作表“{one.sheet}”第{one.line}行："))


def _at(flaw: Flaw, sheet: str) -> Refused:
    return Refused(flaw.code, sheet=sheet, **dict(flaw.values))
