"""Who asked or wrote is kept sealed: encrypted in the database, compared without being read.

The key stands beside the data of the instance and not in the database, so that a copy of the
database alone tells nobody who it was (政府信息公开条例 第十五条; 个人信息保护法 第五十一条).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from threading import get_ident
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_KEY_BYTES, _NONCE_BYTES = 32, 12
_OWNER_ONLY = 0o600
# What is read aloud or copied from paper has no letters that look like others (Crockford).
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_GROUPS, _GROUP = 4, 4


class Unsealable(RuntimeError):
    """The key is missing or another one; what was sealed cannot be read."""


def key_path() -> Path:
    """Where the key is: where the setting says, else beside the data of the instance."""
    return Path(settings.GONGKAI_FOI_KEY or Path(settings.HOME) / "foi_key.bin")


def _key() -> bytes:
    """The key, made at first use. Processes and threads that begin at once agree on one."""
    path = key_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{get_ident()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(AESGCM.generate_key(bit_length=8 * _KEY_BYTES))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise Unsealable(path.name)
    return key


def seal(text: str) -> str:
    """Encrypt `text`; the empty text stays empty."""
    if not text:
        return ""
    nonce = os.urandom(_NONCE_BYTES)
    return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, text.encode(), None)).decode()


def unseal(sealed: str) -> str:
    """The text again. Raises Unsealable if it was sealed with another key or was changed."""
    if not sealed:
        return ""
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(_key()).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
    except (ValueError, InvalidTag) as error:
        raise Unsealable("sealed") from error


def likeness(*parts: str) -> str:
    """A value that is equal for equal parts and tells nothing of them to whoever lacks the key."""
    plain = "\x1f".join("".join(part.split()).upper() for part in parts)
    return hmac.new(_key(), plain.encode(), hashlib.sha256).hexdigest()


def new_secret() -> str:
    """A secret of 80 bits in groups that can be copied by hand: K7QM-2XHD-9WPN-4TBC."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def secret_of(*parts: str) -> str:
    """The secret of these parts, the same each time; nobody makes it without the key."""
    number = int(likeness(*parts), 16)
    signs = [_LETTERS[number >> 5 * place & 31] for place in range(_GROUPS * _GROUP)]
    starts = range(0, len(signs), _GROUP)
    return "-".join("".join(signs[start : start + _GROUP]) for start in starts)


def secret_hash(secret: str) -> str:
    """What is kept of a secret; case, blanks, strokes and O for 0 make no difference."""
    plain = "".join(one for one in secret.upper() if one.isalnum()).translate(_ALIKE)
    return hashlib.sha256(plain.encode()).hexdigest()


class SealedField(models.TextField):  # type: ignore[type-arg]  # django-stubs: no parameters at run time
    """A text that is encrypted in the database; it cannot be searched for."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in."""
        return seal(value) if value is not None else None

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Open on the way out."""
        return unseal(value) if value is not None else None


class SealedTable(SealedField):
    """Texts by name, sealed as one."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in."""
        return super().get_prep_value(json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        """Open on the way out."""
        return json.loads(super().from_db_value(value, _expression, _connection) or "{}")
