"""Packs an archive so that the same items give the same bytes, and seals its index.

The index names every item with its size and SHA-256; the seal signs the SHA-256 of the index. So
nothing can be changed, left out or put in without its being seen. docs/archive.md has the format.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.rules.canonical_json import canonical
from gongkai.rules.tree_head import key_id, public_key_of

INDEX, SEAL = "index.json", "seal.json"
FORMAT, SEAL_FORMAT = "gongkai-foi-archive/1", "gongkai-foi-archive-seal/1"
SIGNED = ("format", "index_sha256", "number", "volume", "previous", "at")
_DATED = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True)
class Item:
    """One file of the archive: where it stands, what it is, its bytes."""

    path: str
    title: str
    data: bytes


def index_of(facts: Mapping[str, Any], items: Iterable[Item]) -> bytes:
    """Return the index as canonical JSON: `facts` of the case, and each item in its order.

    Source: 条例 第四十五条; the form is ours.
    """
    rows = [
        {
            "path": one.path,
            "title": one.title,
            "size": len(one.data),
            "sha256": hashlib.sha256(one.data).hexdigest(),
        }
        for one in items
    ]
    return canonical({"format": FORMAT, **facts, "items": rows})


def sealed(
    index: bytes, *, number: str, volume: int, previous: str, at: str, key: Ed25519PrivateKey
) -> bytes:
    """Return the seal as canonical JSON; `previous` is the SHA-256 of the volume before, or "".

    Source: RFC 8032 section 5.1.6 for the signature; the form is ours.
    """
    said: dict[str, Any] = {
        "format": SEAL_FORMAT,
        "index_sha256": hashlib.sha256(index).hexdigest(),
        "number": number,
        "volume": volume,
        "previous": previous,
        "at": at,
    }
    public = public_key_of(key)
    signature = key.sign(canonical(said)).hex()
    return canonical(
        said | {"public_key": public, "key_id": key_id(public), "signature": signature}
    )


def packed(items: Iterable[Item], index: bytes, seal: bytes) -> bytes:
    """Return the ZIP: index and seal first, nothing compressed, every entry of one old date.

    Compression would let the bytes depend on the library that made them. Source: APPNOTE.TXT 6.3.
    """
    stream = io.BytesIO()
    own = [Item(INDEX, "", index), Item(SEAL, "", seal)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        for one in [*own, *items]:
            entry = zipfile.ZipInfo(one.path, _DATED)
            entry.create_system, entry.external_attr = 3, _PLAIN_FILE
            made.writestr(entry, one.data)
    return stream.getvalue()
