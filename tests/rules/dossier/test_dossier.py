"""Archives as bytes: the same items give the same file, and nothing in it changes unseen."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.dossier import INDEX, SEAL, Item, index_of, packed, sealed, verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
ITEMS = [
    Item("文书/01-答复书.docx", "答复书", b"PK letter"),
    Item("案卷.json", "案卷", b"{}\n"),
    Item("空.txt", "空的材料", b""),
]
Members = dict[str, bytes]


def archive(items: list[Item] | None = None, key: Ed25519PrivateKey = KEY) -> bytes:
    given_items = ITEMS if items is None else items
    index = index_of({"number": "A-1"}, given_items)
    seal = sealed(
        index, number="A-1", volume=1, previous="", at="2026-02-12T09:00:00+08:00", key=key
    )
    return packed(given_items, index, seal)


def members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(rows: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in rows:
            made.writestr(name, data)
    return stream.getvalue()


def changed(change: Callable[[Members], None]) -> bytes:
    found = members(archive())
    change(found)
    return zipped(list(found.items()))


def test_it_verifies() -> None:
    found = verify(archive())
    assert (found.problems, found.number, found.volume, found.items, found.at) == (
        [], "A-1", 1, 3, "2026-02-12T09:00:00+08:00",
    )  # fmt: skip


def test_the_same_items_give_the_same_bytes() -> None:
    assert archive() == archive()


def _set(name: str, data: bytes) -> Callable[[Members], None]:
    return lambda found: found.update({name: data})


def _drop(name: str) -> Callable[[Members], None]:
    return lambda found: found.pop(name) and None


def _edit(name: str, **fields: Any) -> Callable[[Members], None]:
    def change(found: Members) -> None:
        told = json.loads(found[name])
        found[name] = json.dumps(told | fields, ensure_ascii=False).encode()

    return change


TAMPERED: list[tuple[str, Callable[[Members], None], list[str]]] = [
    ("changed", _set("案卷.json", b"{ }"), ["案卷.json 的内容被改过。"]),
    ("same size", _set("案卷.json", b"[]\n"), ["案卷.json 的内容被改过。"]),
    ("removed", _drop("文书/01-答复书.docx"), ["文书/01-答复书.docx 不见了。"]),
    ("added", _set("文书/02-补.docx", b"PK"), ["文书/02-补.docx 不在目录里，是后来加进去的。"]),
    ("no index", _drop(INDEX), ["缺少 index.json。"]),
    ("no seal", _drop(SEAL), ["缺少 seal.json。"]),
    ("empty seal", _set(SEAL, b"{}"), ["目录或者封签缺少内容，或者格式不对，可能被改过。"]),
    ("list seal", _set(SEAL, b"[]"), ["目录或者封签缺少内容，或者格式不对，可能被改过。"]),
    ("index changed", _edit(INDEX, number="A-2"), ["目录与封签不符：目录被改过。"]),
    (
        "seal of another number", _edit(SEAL, number="A-2"),
        ["封签的签名不对：封签被改过，或者是伪造的。"],
    ),
    (
        "seal of another day", _edit(SEAL, at="2026-02-13T09:00:00+08:00"),
        ["封签的签名不对：封签被改过，或者是伪造的。"],
    ),
    ("key id", _edit(SEAL, key_id="0" * 16), ["封签写的密钥编号与公钥不符。"]),
    ("no hex", _edit(SEAL, signature="xyz"), ["封签的签名不对：封签被改过，或者是伪造的。"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "problems"), [row[1:] for row in TAMPERED], ids=lambda _: "")
def test_what_was_done_to_it_is_said(
    change: Callable[[Members], None], problems: list[str]
) -> None:
    assert verify(changed(change)).problems == problems


def test_one_name_twice_is_seen() -> None:
    rows = [*members(archive()).items(), ("案卷.json", b"{}\n")]
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(rows)
    assert verify(data).problems == ["案卷.json 出现了两次。"]


def test_the_seal_of_one_archive_does_not_fit_another() -> None:
    other = members(archive([Item("案卷.json", "案卷", b"{}\n")]))
    assert verify(changed(_set(SEAL, other[SEAL]))).problems == ["目录与封签不符：目录被改过。"]


def test_another_key_is_told() -> None:
    mine, other = verify(archive()), verify(archive(key=STRANGER))
    assert (other.problems, mine.key == other.key) == ([], False)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert verify(data).problems != []


@given(st.data())
def test_no_single_byte_of_what_it_says_changes_unseen(data: st.DataObject) -> None:
    found = members(archive())
    name = data.draw(st.sampled_from([one for one in found if found[one]]))
    at = data.draw(st.integers(0, len(found[name]) - 1))
    body = bytearray(found[name])
    body[at] ^= data.draw(st.integers(1, 255))
    found[name] = bytes(body)
    assert verify(zipped(list(found.items()))).problems != []


_NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)


@given(st.dictionaries(_NAMES, st.binary(max_size=40), max_size=6))
def test_any_items_verify(files: dict[str, bytes]) -> None:
    items = [Item(f"材料/{name}", name, body) for name, body in files.items()]
    assert verify(archive(items)).problems == []
