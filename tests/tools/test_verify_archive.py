"""The stand-alone program agrees with ours on every archive, whole or tampered with."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.rules.dossier import verify
from gongkai.rules.tree_head import public_key_of
from tests.conftest import ROOT
from tests.rules.dossier.test_dossier import KEY, STRANGER, TAMPERED, archive, changed
from tools.verify_archive import is_genuine

PROGRAM = ROOT / "tools" / "verify_archive.py"
BARE = [sys.executable, "-I", "-S"]


def run(*options: object) -> tuple[int, str]:
    done = subprocess.run(
        [*BARE, "-W", "error", str(PROGRAM), *map(str, options)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd="/",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def written(folder: Path, data: bytes) -> Path:
    path = folder / "案卷.zip"
    path.write_bytes(data)
    return path


def test_a_whole_archive_verifies(tmp_path: Path) -> None:
    data = archive()
    code, said = run(written(tmp_path, data), "--key", public_key_of(KEY))
    assert (code, said.splitlines()) == (
        0,
        [
            "相符。",
            "申请 A-1 第 1 卷，共 3 件。",
            f"2026-02-12 09:00:00 封存，密钥编号 {verify(data).key}。",
            f"整个文件的指纹是 {hashlib.sha256(data).hexdigest()}。",
        ],
    )


@pytest.mark.parametrize("row", TAMPERED, ids=[row[0] for row in TAMPERED])
def test_it_says_what_ours_says(tmp_path: Path, row: tuple[object, object, list[str]]) -> None:
    code, said = run(written(tmp_path, changed(row[1])))  # type: ignore[arg-type]  # a change
    assert (code, [one for one in said.splitlines() if one in row[2]]) == (1, row[2])


def test_another_key_or_hash_does_not_pass(tmp_path: Path) -> None:
    path = written(tmp_path, archive())
    code, said = run(path, "--key", public_key_of(STRANGER))
    assert (code, "不是用您给的密钥签的" in said) == (1, True)
    code, said = run(path, "--sha256", "0" * 64)
    assert (code, "整个文件的指纹与登记的不同。" in said) == (1, True)


def test_what_is_no_archive_is_told_plainly(tmp_path: Path) -> None:
    code, said = run(written(tmp_path, b"no zip"))
    assert (code, "不是完整的压缩包" in said) == (1, True)
    code, said = run(tmp_path / "nothing.zip")
    assert (code, "读不出来" in said) == (2, True)
    assert run()[0] == 2


@pytest.mark.parametrize("seed", range(8))
def test_its_signatures_are_those_of_the_library(seed: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(bytes([seed])).digest())
    public, message = key.public_key().public_bytes_raw(), bytes([seed]) * seed
    signature = bytearray(key.sign(message))
    assert is_genuine(public, message, bytes(signature)) is True
    assert is_genuine(public, message + b"x", bytes(signature)) is False
    signature[seed * 7] ^= 1
    assert is_genuine(public, message, bytes(signature)) is False
