"""Addresses of static files that change with their content, so that they may be cached for long."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.templatetags.static import static


class AssetMissing(LookupError):
    """A template names a static file that does not exist."""


def address(path: str) -> str:
    """The address of a static file with the mark of its content."""
    return f"{static(path)}?v={mark(path) if settings.DEBUG else _kept(path)}"


def mark(path: str) -> str:
    """The first characters of the file's SHA-256."""
    return sha256(content(path)).hexdigest()[:12]


def content(path: str) -> bytes:
    """What stands in the static file."""
    found = find(path)
    if not isinstance(found, str):
        raise AssetMissing(path)
    return Path(found).read_bytes()


_kept = lru_cache(maxsize=None)(mark)
