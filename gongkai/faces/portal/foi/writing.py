"""A draft in the hands of a visitor: found by the cookie, written on as the pages are filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.files.base import File
from django.http import HttpRequest

from gongkai.faces.portal.foi.passes import DRAFT
from gongkai.faces.ui.forms import Form
from gongkai.faces.ui.messages import sentences
from gongkai.work.foi.actions import drafts
from gongkai.work.foi.models.draft import Draft, DraftFile
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation

_PROOF, _MATERIAL = DraftFile.Role.PROOF, DraftFile.Role.MATERIAL
ROLES = {"proof": _PROOF, "material": _MATERIAL}


def draft_of(request: HttpRequest, at: datetime) -> Draft | None:
    """The draft that this visitor has opened, sent or not; None if there is none any more."""
    pk = DRAFT.holder(request)
    lasting = Draft.objects.select_related("organisation", "request__organisation")
    return lasting.filter(pk=pk, erase_after__gt=at).first() if pk is not None else None


def written(
    request: HttpRequest,
    draft: Draft | None,
    names: Sequence[str],
    at: datetime,
    organisation: Organisation | None = None,
) -> Draft:
    """Keep what these fields hold, right or wrong; without a draft one is begun."""
    values = {name: request.POST.get(name, "") for name in names if name in drafts.FIELDS}
    held = draft if draft is not None and draft.request_id is None else drafts.begin(at=at)
    return drafts.write(draft=held, values=values, organisation=organisation, at=at)


def take_files(form: Form, draft: Draft, request: HttpRequest, at: datetime) -> None:
    """Keep the chosen files that the form found fit; what the work refuses becomes an error."""
    for name in ROLES:
        file = getattr(form, "cleaned_data", {}).get(name)
        if file:
            _take(form, name, file, draft=draft, at=at)
    dropped = request.POST.get("drop", "")
    if dropped.isdecimal():
        drafts.drop_file(draft=draft, pk=int(dropped[:18]), at=at)


def _take(form: Form, name: str, file: File[bytes], *, draft: Draft, at: datetime) -> None:
    try:
        data = file.read()
        drafts.add_file(draft=draft, role=ROLES[name], name=str(file.name), data=data, at=at)
    except Refused as refused:
        for sentence in sentences(refused):
            form.add_error(name, sentence)


def files_of(draft: Draft | None) -> Mapping[str, Sequence[DraftFile]]:
    """The files of the draft by role, without their bytes. One query."""
    found = list(draft.files.defer("content")) if draft is not None else []
    return {str(role): [one for one in found if one.role == role] for role in ROLES.values()}
