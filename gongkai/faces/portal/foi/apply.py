"""Writing a request, page by page: to whom, what, how, who, and a last look before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from gongkai.faces.portal.foi.forms import (
    ApplicantForm,
    OrganisationForm,
    Units,
    WantedForm,
    WayForm,
)
from gongkai.faces.portal.foi.keeping import kept_page
from gongkai.faces.portal.foi.passes import DRAFT
from gongkai.faces.portal.foi.writing import draft_of, files_of, take_files, written
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.forms import Form
from gongkai.work.foi.models.draft import Draft
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.platform import obliged

STEPS = ("确认部门", "想要的信息", "获取方式", "您的联系方式", "核对提交")
_OFTEN, _FILES = 120, 20


@dataclass(frozen=True)
class Page:
    """One page of the form: which step it is, its template, its form, what comes after it."""

    step: int
    template: str
    make: Callable[..., Form]
    after: str


def addressees() -> Units:
    """Whom one can ask (条例第二十七条), by kind in the order of the kinds."""
    found = list(obliged(day_of(timezone.now())))
    kinds = Organisation.Kind.choices
    each = [(str(label), [one for one in found if one.kind == kind]) for kind, label in kinds]
    return [(label, members) for label, members in each if members]


def wanted_form(data: object, files: object, draft: Draft | None) -> Form:
    return WantedForm(data, files, initial=_values(draft))


def way_form(data: object, files: object, draft: Draft | None) -> Form:
    first = {"form": "electronic", "way": "online"}
    return WayForm(data, files, initial=first | _values(draft))


def applicant_form(data: object, files: object, draft: Draft | None) -> Form:
    values = {"kind": "natural"} | _values(draft)
    return ApplicantForm(data, files, initial=values, way=values.get("way", ""))


WANTED = Page(2, "portal/foi/wanted.html", wanted_form, "portal:foi_public")
WAY = Page(3, "portal/foi/way.html", way_form, "portal:foi_applicant")
APPLICANT = Page(4, "portal/foi/applicant.html", applicant_form, "portal:foi_check")


@private
def begin(request: HttpRequest) -> HttpResponse:
    """To whom. A draft that was begun goes on; a new one begins with the choice."""
    at, units = timezone.now(), addressees()
    draft = draft_of(request, at)
    if draft is not None and draft.request_id is not None:
        draft = None
    known = {one.code: one for _, members in units for one in members}
    said: list[str] = []
    if request.method == "POST":
        form = OrganisationForm(request.POST, units=units)
        said = too_often(request, "draft", _OFTEN)
        if not said and form.is_valid():
            chosen = known[form.cleaned_data["organisation"]]
            held = written(request, draft, (), at, chosen)
            return DRAFT.give(redirect("portal:foi_wanted"), held.pk)
    else:
        asked = draft.organisation if draft else known.get(request.GET.get("organisation", ""))
        form = OrganisationForm(units=units, initial={"organisation": asked.code if asked else ""})
    context = {"form": form, "steps": STEPS, "step": 1, "sentences": said, "draft": draft}
    return render(request, "portal/foi/begin.html", context, status=429 if said else 200)


@private
def wanted(request: HttpRequest) -> HttpResponse:
    """What information."""
    return _step(request, WANTED)


@private
def way(request: HttpRequest) -> HttpResponse:
    """In which form, and how it comes."""
    return _step(request, WAY)


@private
def applicant(request: HttpRequest) -> HttpResponse:
    """Who asks."""
    return _step(request, APPLICANT)


def _step(request: HttpRequest, page: Page) -> HttpResponse:
    at = timezone.now()
    draft = draft_of(request, at)
    if request.method == "POST":
        return _taken(request, page, draft, at)
    if draft is None:
        return redirect("portal:foi_apply")
    if draft.request_id is not None:
        return redirect("portal:foi_receipt")
    return DRAFT.give(_shown(request, page, page.make(None, None, draft), draft), draft.pk)


def _taken(request: HttpRequest, page: Page, draft: Draft | None, at: datetime) -> HttpResponse:
    """Everything typed is kept before anything is judged."""
    form = page.make(request.POST, request.FILES, draft)
    said = too_often(request, "draft", _OFTEN)
    if said or (request.FILES and (said := too_often(request, "file", _FILES))):
        return _shown(request, page, form, draft, said=said)
    draft = written(request, draft, list(form.fields), at)
    form = page.make(request.POST, request.FILES, draft)
    form.is_valid()
    take_files(form, draft, request, at)
    then = request.POST.get("then", "")
    if then == "keep" and not form.errors.keys() & {"material", "proof"}:
        return DRAFT.give(kept_page(request, draft, at), draft.pk)
    if then in {"upload", "keep"} or "drop" in request.POST or not form.is_valid():
        wrong = {"material", "proof"} if then == "upload" or "drop" in request.POST else None
        return DRAFT.give(_shown(request, page, form, draft, judged=wrong), draft.pk)
    return DRAFT.give(redirect(page.after), draft.pk)


def _shown(
    request: HttpRequest,
    page: Page,
    form: Form,
    draft: Draft | None,
    *,
    said: Sequence[str] = (),
    judged: set[str] | None = None,
) -> HttpResponse:
    """The page; `judged`: of which fields alone errors are told while somebody still writes."""
    if judged is not None:
        for name in form.errors.keys() - judged:
            del form.errors[name]
    context = {
        "form": form,
        "steps": STEPS,
        "step": page.step,
        "sentences": said,
        "draft": draft,
        "files": files_of(draft),
    }
    return render(request, page.template, context, status=429 if said else 200)


def _values(draft: Draft | None) -> dict[str, str]:
    return dict(draft.values) if draft is not None else {}
