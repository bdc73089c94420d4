"""Removes the bytes of files whose term of keeping is over; the rows stay, under a plain name."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gongkai.work.files.kinds import extension_of
from gongkai.work.files.models import StoredFile


def remove_bytes(stored: Collection[StoredFile], *, name: str) -> int:
    """Take the bytes of these files off the disk when the transaction is through.

    Each row is renamed to `name` with its extension, since its own name may tell who it was of,
    and has no size from then on. What another row still needs stays. Returns how many files go.
    """
    known = {one.pk for one in stored}
    gone = set()
    for one in stored:
        same = StoredFile.objects.filter(sha256=one.sha256, size__gt=0).exclude(pk__in=known)
        if not same.exists():
            gone.add(Path(settings.GONGKAI_FILES) / one.path)
        ending = extension_of(one.name)
        new = f"{name}.{ending}" if ending else name
        StoredFile.objects.filter(pk=one.pk).update(name=new, size=0)
    # Bytes that are gone cannot come back, so they go only when everything else is written.
    transaction.on_commit(lambda: _unlink(gone))
    return len(gone)


def _unlink(paths: Collection[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
