"""Copies that were made once and are kept as files, so that none is made twice.

They can be made again at any time: the folder may be emptied, and what was changed in it is
noticed and made anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

_SEAL_BYTES = 32


def kept(key: str, make: Callable[[], bytes]) -> bytes:
    """The copy of that key, a SHA-256 of all that it says; made now if there is none yet."""
    path = Path(settings.GONGKAI_COPIES) / key[:2] / key[2:4] / key
    found = _opened(path, key)
    if found is None:
        found = make()
        _keep(path, key, found)
    return found


def _seal(key: str, data: bytes) -> bytes:
    """Ties the bytes to their key; only this instance can make it."""
    secret = f"copies {settings.SECRET_KEY}".encode()
    return hmac.new(secret, key.encode() + data, hashlib.sha256).digest()


def _opened(path: Path, key: str) -> bytes | None:
    try:
        whole = path.read_bytes()
    except OSError:
        return None
    seal, data = whole[:_SEAL_BYTES], whole[_SEAL_BYTES:]
    return data if hmac.compare_digest(seal, _seal(key, data)) else None


def _keep(path: Path, key: str, data: bytes) -> None:
    """Put it in place in one step; a disk that is full or closed only means to make it again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_seal(key, data) + data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
