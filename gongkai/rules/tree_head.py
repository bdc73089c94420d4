"""Signed tree heads: how long the publication log was and what its root was, under a signature.

The signature is Ed25519 (RFC 8032). Whoever kept a head can later show that the log was rewritten.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from gongkai.rules.canonical_json import canonical
from gongkai.rules.transparency_log import ALGORITHMS

FORMAT = "gongkai-tree-head/1"


class BadHead(ValueError):
    """What was given is no tree head."""


@dataclass(frozen=True)
class Head:
    """A tree head without its signature; `at` is the text of the moment, as it is signed."""

    tree_size: int
    root_hash: str
    at: str
    algorithm: str

    def statement(self) -> bytes:
        """Return the bytes that are signed.

        Source: RFC 9162 section 4.10 for what a head says; the form is ours.
        """
        return canonical({"format": FORMAT, **self.__dict__})


@dataclass(frozen=True)
class SignedHead:
    """A head with its signature and the key that made it, in hexadecimal."""

    head: Head
    public_key: str
    signature: str

    def is_genuine(self) -> bool:
        """True if the signature was made over this very head with the key it names.

        Source: RFC 8032 section 5.1.7.
        """
        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public_key))
            key.verify(bytes.fromhex(self.signature), self.head.statement())
        except (ValueError, InvalidSignature):
            return False
        return True

    def as_json(self) -> dict[str, Any]:
        """Return the head as it is handed out.

        Source: RFC 9162 section 4.10; the form is ours.
        """
        return {
            "format": FORMAT,
            **self.head.__dict__,
            "public_key": self.public_key,
            "key_id": key_id(self.public_key),
            "signature": self.signature,
        }


def sign(head: Head, key: Ed25519PrivateKey) -> SignedHead:
    """Return `head` signed with `key`.

    Source: RFC 8032 section 5.1.6.
    """
    return SignedHead(head, public_key_of(key), key.sign(head.statement()).hex())


def public_key_of(key: Ed25519PrivateKey) -> str:
    """Return the public half in hexadecimal.

    Source: RFC 8032 section 5.1.5.
    """
    return key.public_key().public_bytes_raw().hex()


def key_id(public_key: str) -> str:
    """Return the short name of a key, to be printed and compared.

    Source: RFC 9162 section 4.4 for naming a log by its key; the form is ours.
    """
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def read_head(value: object) -> SignedHead:
    """Return the head that `as_json` wrote, or raise BadHead; the signature is not yet checked.

    Source: RFC 9162 section 4.10; the form is ours.
    """
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadHead(f"format {FORMAT} expected")
    texts = ("root_hash", "at", "algorithm", "public_key", "signature")
    if any(not isinstance(value.get(name), str) for name in texts):
        raise BadHead("a text is missing")
    size = value.get("tree_size")
    if not isinstance(size, int) or isinstance(size, bool) or size < 1:
        raise BadHead("tree_size")
    if value["algorithm"] not in ALGORITHMS:
        raise BadHead("algorithm")
    _refuse_no_moment(value["at"])
    head = Head(size, value["root_hash"], value["at"], value["algorithm"])
    return SignedHead(head, value["public_key"], value["signature"])


def _refuse_no_moment(text: str) -> None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadHead("at") from error
    if moment.tzinfo is None:
        raise BadHead("at")
