"""Reads what was stored, and notices when the disk no longer holds what was put there."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings

from gongkai.work.files.models import StoredFile
from gongkai.work.journal.deeds import Refused


class FileLost(Refused):
    """The bytes of a stored file are gone or are no longer those that were stored."""

    def __init__(self, stored: StoredFile, *, missing: bool) -> None:
        super().__init__("file_lost", name=stored.name, sha256=stored.sha256)
        self.stored = stored
        self.missing = missing


def path_of(stored: StoredFile) -> Path:
    """Where the bytes stand on the disk; FileLost if they are gone."""
    path = Path(settings.GONGKAI_FILES) / stored.path
    if not path.is_file():
        raise FileLost(stored, missing=True)
    return path


def read_bytes(stored: StoredFile) -> bytes:
    """The bytes as they were stored; FileLost if they are missing or were changed on the disk."""
    try:
        data = (Path(settings.GONGKAI_FILES) / stored.path).read_bytes()
    except OSError as error:
        raise FileLost(stored, missing=True) from error
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise FileLost(stored, missing=False)
    return data
