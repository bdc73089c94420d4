"""Makes the key that signs the heads of the log, and replaces it in the open."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from gongkai.rules.tree_head import key_id, public_key_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.keys import key_path, signing_key


def key_for(newest: TreeHead | None) -> Ed25519PrivateKey:
    """The key that must sign next, made if nothing was ever signed.

    A key that differs from the last one would let a rewritten log pass under a key of whoever
    rewrote it, so it is taken only from `renew_key`.
    """
    key = signing_key()
    if newest is None:
        return key or make_key()
    if key is None:
        raise Refused("log_key_missing", file=key_path().name, key=key_id(newest.public_key))
    if public_key_of(key) != newest.public_key:
        known = key_id(newest.public_key)
        raise Refused("log_key_changed", key=key_id(public_key_of(key)), known=known)
    return key


def make_key() -> Ed25519PrivateKey:
    """Make a key and keep it where only the account of the program reads it."""
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = key_path()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refused("log_key_unwritable", file=path.name) from error
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(text)
    return key


def put_aside(at: datetime) -> Path | None:
    """Rename the key that is there, so that a new one can be made; None if there is none."""
    path = key_path()
    if not path.exists():
        return None
    return path.rename(path.with_name(f"{path.stem}_until_{at:%Y%m%d%H%M%S}{path.suffix}"))
