"""The key that signs the heads of the log, as this machine has it."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from gongkai.work.journal.deeds import Refused


def key_path() -> Path:
    """Where the key is: where the setting says, else beside the data of the instance."""
    return Path(settings.GONGKAI_LOG_KEY or Path(settings.HOME) / "log_key.pem")


def signing_key() -> Ed25519PrivateKey | None:
    """The key; None if there is no such file. Refused("log_key_unreadable") if it holds no key."""
    path = key_path()
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise Refused("log_key_unreadable", file=path.name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("log_key_unreadable", file=path.name)
    return key
