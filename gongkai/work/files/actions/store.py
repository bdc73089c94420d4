"""Takes a file in: checked, then kept once by what it contains."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gongkai.work.files.bulk import KINDS
from gongkai.work.files.kinds import clean_name, extension_of, media_type_of
from gongkai.work.files.models import StoredFile
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person


def store(
    *,
    name: str,
    data: bytes,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None = None,
) -> StoredFile:
    """Keep `data` under `name`; a file that is not what its name says is Refused.

    The bytes are written before the row. If the surrounding transaction fails afterwards, they
    stay without a row, which harms nobody; a row without its bytes would.
    """
    tidy = clean_name(name)
    if len(data) > settings.GONGKAI_UPLOAD_LIMIT:
        limit = settings.GONGKAI_UPLOAD_LIMIT
        raise Refused("file_too_large", name=tidy, size=len(data), limit=limit)
    return _keep(tidy, media_type_of(tidy, data), data, by=by, at=at, organisation=organisation)


def keep_source(
    *,
    name: str,
    data: bytes,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None = None,
) -> StoredFile:
    """Keep a source of many documents until it is read; it is never offered to anybody.

    It may be larger than what is published and of other kinds (`files.bulk.KINDS`).
    """
    tidy, limit = clean_name(name), settings.GONGKAI_IMPORT_LIMIT
    if len(data) > limit:
        raise Refused("file_too_large", name=tidy, size=len(data), limit=limit)
    if not data:
        raise Refused("file_empty", name=tidy)
    if f".{extension_of(tidy)}" not in KINDS:
        allowed = [one.removeprefix(".") for one in KINDS]
        raise Refused("import_kind", name=tidy, allowed=allowed)
    return _keep(tidy, "application/octet-stream", data, by=by, at=at, organisation=organisation)


def keep_package(
    *,
    name: str,
    data: bytes,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None = None,
) -> StoredFile:
    """Keep a ZIP that the product itself made; nothing outside may come in this way."""
    return _keep(clean_name(name), "application/zip", data, by=by, at=at, organisation=organisation)


def _keep(
    name: str,
    media_type: str,
    data: bytes,
    *,
    by: Person | None,
    at: datetime,
    organisation: Organisation | None,
) -> StoredFile:
    with deed("file.store", by=by, at=at, power=None, organisation=organisation) as act:
        stored = StoredFile(
            sha256=hashlib.sha256(data).hexdigest(),
            name=name,
            media_type=media_type,
            size=len(data),
            organisation=organisation,
            stored_by=by,
            stored_at=at,
        )
        _write(Path(settings.GONGKAI_FILES) / stored.path, data, stored.sha256)
        stored.save(force_insert=True)
        act.target = stored
        act.detail = {"name": name, "sha256": stored.sha256}
    return stored


def _write(path: Path, data: bytes, sha256: str) -> None:
    """Put the bytes in place in one step, so that no reader ever sees half a file."""
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Make the new name in `folder` survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
