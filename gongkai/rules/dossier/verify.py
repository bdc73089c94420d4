"""Whether an archive is what was sealed; `tools/verify_archive.py` does the same without us."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gongkai.rules.canonical_json import canonical
from gongkai.rules.dossier.package import FORMAT, INDEX, SEAL, SEAL_FORMAT, SIGNED
from gongkai.rules.tree_head import key_id


@dataclass
class Verdict:
    """What was found: `problems` in words, none if it verifies; facts of the seal for people."""

    sha256: str
    number: str = ""
    volume: int = 0
    at: str = ""
    key: str = ""
    items: int = 0
    problems: list[str] = field(default_factory=list)


def verify(data: bytes) -> Verdict:
    """Return what is wrong with an archive, every problem of it; never raises for its content.

    Source: RFC 8032 section 5.1.7 for the signature; the form is ours.
    """
    verdict = Verdict(hashlib.sha256(data).hexdigest())
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _read(package, verdict)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        verdict.problems.append("文件打不开：不是完整的压缩包，或者已经损坏。")
    except (LookupError, TypeError, AttributeError, RecursionError):
        verdict.problems.append("目录或者封签缺少内容，或者格式不对，可能被改过。")
    return verdict


def _read(package: zipfile.ZipFile, verdict: Verdict) -> None:
    counted = Counter(package.namelist())
    verdict.problems += [f"{name} 出现了两次。" for name, n in counted.items() if n > 1]
    if missing := [name for name in (INDEX, SEAL) if name not in counted]:
        verdict.problems += [f"缺少 {name}。" for name in missing]
        return
    index, seal = package.read(INDEX), json.loads(package.read(SEAL))
    verdict.number, verdict.volume = str(seal["number"]), int(seal["volume"])
    verdict.at, verdict.key = str(seal["at"]), str(seal["key_id"])
    _check_seal(seal, index, verdict)
    rows = json.loads(index)["items"]
    verdict.items = len(rows)
    _check_items(package, rows, verdict)
    known = {INDEX, SEAL, *(row["path"] for row in rows)}
    verdict.problems += [
        f"{name} 不在目录里，是后来加进去的。" for name in sorted(set(counted) - known)
    ]


def _check_seal(seal: dict[str, Any], index: bytes, verdict: Verdict) -> None:
    if seal["format"] != SEAL_FORMAT or json.loads(index)["format"] != FORMAT:
        verdict.problems.append("目录或者封签的格式不认识。")
    if seal["index_sha256"] != hashlib.sha256(index).hexdigest():
        verdict.problems.append("目录与封签不符：目录被改过。")
    if seal["key_id"] != key_id(seal["public_key"]):
        verdict.problems.append("封签写的密钥编号与公钥不符。")
    if not _is_signed(seal):
        verdict.problems.append("封签的签名不对：封签被改过，或者是伪造的。")


def _is_signed(seal: dict[str, Any]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal["public_key"]))
        key.verify(bytes.fromhex(seal["signature"]), canonical({one: seal[one] for one in SIGNED}))
    except (ValueError, InvalidSignature):
        return False
    return True


def _check_items(package: zipfile.ZipFile, rows: list[dict[str, Any]], verdict: Verdict) -> None:
    there = set(package.namelist())
    for row in rows:
        if row["path"] not in there:
            verdict.problems.append(f"{row['path']} 不见了。")
            continue
        try:
            data = package.read(row["path"])
        except zipfile.BadZipFile:
            verdict.problems.append(f"{row['path']} 损坏，读不出来。")
            continue
        if (len(data), hashlib.sha256(data).hexdigest()) != (row["size"], row["sha256"]):
            verdict.problems.append(f"{row['path']} 的内容被改过。")
