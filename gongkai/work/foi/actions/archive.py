"""Archives a closed case: one sealed file that verifies, kept for its term (第四十五条)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gongkai.rules.dossier import INDEX, Item, index_of, packed, sealed
from gongkai.work.files.actions.store import keep_package
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.ending import Archive
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_flaws import why_not_archive
from gongkai.work.foi.queries.archive_items import archive_items
from gongkai.work.foi.queries.archive_terms import kept_until
from gongkai.work.journal.actions.keys import key_for
from gongkai.work.journal.deeds import CHINA, Refused, day_of, deed
from gongkai.work.journal.queries.heads import newest
from gongkai.work.org.models.person import Person


def archive(*, request: Request, by: Person, at: datetime) -> Archive:
    """Seal everything of the case into one ZIP; what came since makes another volume.

    Refused with all that is still open. The seal is signed with the key of the publication log;
    the journal keeps the hash, so that a file put in its place is found out.
    """
    organisation = request.organisation
    with deed("foi.archive", by=by, at=at, power="foi.handle", organisation=organisation) as act:
        held = locked(request)
        if reasons := why_not_archive(held):
            raise Refused("archive_unfit", reasons=reasons)
        last = Archive.objects.filter(request=held).order_by("-volume").first()
        if last is not None and hasattr(last, "destruction"):
            raise Refused("archive_destroyed")
        items = archive_items(held, day_of(at))
        if last is not None and _listed(last) == _rows(items):
            raise Refused("archive_nothing_new", volume=last.volume)
        data = _packed(held, items, last, at)
        made = Archive.objects.create(
            request=held,
            volume=last.volume + 1 if last else 1,
            previous=last.sha256 if last else "",
            file=keep_package(
                name=f"{held.number}-案卷.zip", data=data, by=by, at=at, organisation=organisation
            ),
            sha256=hashlib.sha256(data).hexdigest(),
            entries=len(items),
            keep_until=kept_until(held),
            at=at,
            by=by,
        )
        act.target = held
        act.detail = {
            "number": held.number,
            "volume": made.volume,
            "sha256": made.sha256,
            "entries": made.entries,
            "keep_until": made.keep_until.isoformat(),
        }
    return made


def _packed(request: Request, items: Sequence[Item], last: Archive | None, at: datetime) -> bytes:
    volume = last.volume + 1 if last else 1
    previous = last.sha256 if last else ""
    facts = {
        "number": request.number,
        "organisation": request.organisation.name,
        "volume": volume,
        "closed_on": str(request.ended_on),
        "keep_until": kept_until(request).isoformat(),
    }
    index = index_of(facts, items)
    seal = sealed(
        index,
        number=request.number,
        volume=volume,
        previous=previous,
        at=at.astimezone(CHINA).isoformat(timespec="seconds"),
        key=key_for(newest()),
    )
    return packed(items, index, seal)


def _listed(last: Archive) -> list[dict[str, Any]]:
    """What the volume before holds."""
    with zipfile.ZipFile(io.BytesIO(read_bytes(last.file))) as package:
        rows: list[dict[str, Any]] = json.loads(package.read(INDEX))["items"]
        return rows


def _rows(items: Sequence[Item]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(index_of({}, items))["items"]
    return rows
