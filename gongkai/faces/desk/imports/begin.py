"""Beginning an import: the list of batches with the upload, the mapping, the dry run, the start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.imports.forms import MappingForm, UploadForm
from gongkai.faces.desk.imports.gates import importer, own_batch, places_of
from gongkai.faces.desk.imports.samples import NAMES
from gongkai.faces.desk.records.batches import STATES
from gongkai.faces.desk.records.gates import reader, visitor
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.faces.ui.parts import Stat
from gongkai.faces.ui.served import saved_as
from gongkai.rules.imports import Mapping, problems
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person
from gongkai.work.records.actions import imports
from gongkai.work.records.models.batch import ImportBatch
from gongkai.work.records.queries import imports as asked
from gongkai.work.records.queries.import_memory import remembered
from gongkai.work.records.queries.import_refused import refused_table
from gongkai.work.records.queries.imports import mapping_of

STEPS = ("选择文件", "核对各列", "试读", "导入")
ROWS = 50
SAMPLES = 5
# So many rows are tried on the page; a folder of Word files takes far longer for each.
TRIED, TRIED_IN_FOLDER = 2000, 50
# A source up to this size is read in while the visitor waits; larger ones are the worker's.
AT_ONCE = 1024 * 1024


@dataclass(frozen=True)
class Tried:
    """The dry run of a batch; `is_whole` if every row was looked at."""

    found: asked.Preview
    limit: int

    @property
    def is_whole(self) -> bool:
        return self.found.read < self.limit

    @property
    def stats(self) -> list[Stat]:
        """What would become of the rows."""
        found = self.found
        return [
            Stat("读到", found.read, "行"),
            Stat("新增", found.created, "件"),
            Stat("更新", found.updated, "件"),
            Stat("无变化", found.unchanged, "件"),
            Stat("不能导入", len(found.refused), "行", "warn" if found.refused else ""),
        ]

    @property
    def good(self) -> int:
        """How many rows would be taken in."""
        return self.found.created + self.found.updated


def batches(request: HttpRequest) -> HttpResponse:
    """All batches that the visitor may know of; for those who import, the upload on top."""
    person, on = importer(request) if request.method == "POST" else reader(request)
    places = places_of(person, on)
    form, said = None, list[str]()
    if places:
        form = UploadForm(request.POST or None, request.FILES or None, places=places)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            return redirect("desk:import_mapping", _begin(person, form).pk)
        except Refused as refusal:
            said = sentences(refusal)
    rows = asked.listing(asked.batches_for(person, on))
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, STATES[one.state]) for one in page.object_list],
        "form": form,
        "sentences": said,
        "samples": NAMES.items(),
    }
    return render(request, "desk/imports/batches.html", context, status=409 if said else 200)


def _begin(person: Person, form: UploadForm) -> ImportBatch:
    """The batch, with what its organisation chose for such columns before."""
    file, at = form.cleaned_data["file"], timezone.now()
    batch = imports.begin(
        source_name=file.name, source=file.read(), organisation=form.cleaned_data["organisation"],
        mapping=None, by=person, at=at,
    )  # fmt: skip
    if not batch.position:
        again = remembered(batch, asked.source_of(batch).columns)
        if again is not None:
            imports.remap(batch=batch, mapping=again, by=person, at=at)
    return batch


def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column is which field, beside the first rows of the file."""
    batch = own_batch(request, pk)
    if _is_begun(batch):
        return redirect("desk:import_batch", pk)
    person, _ = visitor(request)
    try:
        first = asked.preview(batch, at=timezone.now(), by=person, limit=SAMPLES)
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:imports"))
    chosen = mapping_of(batch)
    form = MappingForm(request.POST or None, columns=first.columns, mapping=chosen)
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = list(problems(form.mapping(), first.columns))
        if not said:
            return _remapped(request, batch, form.mapping())
    context = {
        "batch": batch, "form": form, "sentences": said, "remarks": first.remarks,
        "columns": list(form.choices_of_columns(first.samples)), "samples": len(first.samples),
        "steps": STEPS,
    }  # fmt: skip
    return render(request, "desk/imports/mapping.html", context, status=409 if said else 200)


def _remapped(request: HttpRequest, batch: ImportBatch, chosen: Mapping) -> HttpResponse:
    try:
        imports.remap(batch=batch, mapping=chosen, by=visitor(request)[0], at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:import_batch", args=[batch.pk]))
    return redirect("desk:import_check", batch.pk)


def check(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run: what would come of the rows; nothing is taken in yet."""
    batch = own_batch(request, pk)
    if _is_begun(batch):
        return redirect("desk:import_batch", pk)
    context: dict[str, Any]
    try:
        tried = _tried(request, batch)
    except Refused as refusal:
        context = {"batch": batch, "sentences": sentences(refusal), "steps": STEPS}
        return render(request, "desk/imports/check.html", context, status=409)
    page = Paginator(tried.found.refused, ROWS).get_page(request.GET.get("page"))
    context = {"batch": batch, "tried": tried, "page": page, "steps": STEPS}
    return render(request, "desk/imports/check.html", context)


def check_refused(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that the dry run would refuse, to be mended in Excel."""
    batch = own_batch(request, pk)
    try:
        tried = _tried(request, batch)
        table = refused_table(batch, {one.number: one.reason for one in tried.found.refused})
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:import_batch", args=[batch.pk]))
    return saved_as(f"{batch.name}未导入的行", table.data, "xlsx")


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the rows in: at once what is small, by the worker what is not."""
    batch = own_batch(request, pk)
    person, at = visitor(request)[0], timezone.now()
    try:
        if batch.file is not None and batch.file.size <= AT_ONCE:
            done = imports.load(batch=batch, by=person, at=at)
            taken = done.created + done.updated
            messages.success(request, f"已导入 {taken} 件，未导入 {done.refused} 行。")
        else:
            imports.queue(batch=batch, by=person, at=at)
            messages.success(request, "已排入后台导入，可以离开这一页，稍后回来看进度。")
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:import_batch", args=[batch.pk]))
    return redirect("desk:import_batch", pk)


def _tried(request: HttpRequest, batch: ImportBatch) -> Tried:
    person, _ = visitor(request)
    limit = TRIED_IN_FOLDER if batch.name.lower().endswith(".zip") else TRIED
    return Tried(asked.preview(batch, at=timezone.now(), by=person, limit=limit), limit)


def _is_begun(batch: ImportBatch) -> bool:
    """True when rows were taken in, or wait to be: then nothing can be chosen any more."""
    reading = batch.state == ImportBatch.State.READING
    return not reading or bool(batch.position) or batch.queued_at is not None
