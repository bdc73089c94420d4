"""Tree heads: what is signed, what is genuine, and what is no head at all."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.rules.tree_head import (
    BadHead,
    Head,
    key_id,
    public_key_of,
    read_head,
    sign,
)

# The first key of RFC 8032 section 7.1.
KEY = Ed25519PrivateKey.from_private_bytes(
    bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
)
HEAD = Head(7, "ab" * 32, "2023-07-25T09:00:00.000000+08:00", "sha256")
SIGNED = sign(HEAD, KEY)
JSON = SIGNED.as_json()


def test_public_key_is_that_of_the_standard() -> None:
    assert public_key_of(KEY) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key_id(public_key_of(KEY)) == JSON["key_id"] == "21fe31dfa154a261"


def test_what_is_signed_is_canonical() -> None:
    assert HEAD.statement() == (
        b'{"algorithm":"sha256","at":"2023-07-25T09:00:00.000000+08:00",'
        b'"format":"gongkai-tree-head/1","root_hash":"' + b"ab" * 32 + b'","tree_size":7}'
    )


def test_head_survives_the_way_through_json() -> None:
    assert read_head(JSON) == SIGNED
    assert SIGNED.is_genuine()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tree_size", 8),
        ("root_hash", "ac" * 32),
        ("at", "2022-07-25T09:00:00.000000+08:00"),
        ("algorithm", "sm3"),
        ("public_key", "00" * 32),
        ("public_key", "zz"),
        ("signature", "00" * 64),
        ("signature", ""),
    ],
)
def test_any_change_voids_the_signature(name: str, value: object) -> None:
    assert not read_head(JSON | {name: value}).is_genuine()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        JSON | {"format": "other"},
        JSON | {"tree_size": 0},
        JSON | {"tree_size": True},
        JSON | {"tree_size": "7"},
        JSON | {"algorithm": "md5"},
        JSON | {"at": "gestern"},
        JSON | {"at": "2023-07-25"},
        JSON | {"signature": None},
    ],
)
def test_what_is_no_head_is_refused(value: Any) -> None:
    with pytest.raises(BadHead):
        read_head(value)
