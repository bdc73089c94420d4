"""核对依申请公开案卷的封存：不需要网络，也不需要产生案卷的系统。

用法：python verify_archive.py 案卷.zip [--key 公钥或密钥编号] [--sha256 登记的指纹]

只用 Python 3.9 以上的标准库。
结果：0 相符，1 不符，2 无法核对（文件读不出来，或参数不对）。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

INDEX, SEAL = "index.json", "seal.json"
FORMATS = {"index": "gongkai-foi-archive/1", "seal": "gongkai-foi-archive-seal/1"}
SIGNED = ("format", "index_sha256", "number", "volume", "previous", "at")

# Ed25519（RFC 8032 第 5.1 节），只核对签名。
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if y >= P or (square == 0 and sign):
        return None
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def added(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = added(found, point)
        point, number = added(point, point), number >> 1
    return found


def point_of(data: bytes) -> Point | None:
    number = int.from_bytes(data, "little")
    y = number & (2**255 - 1)
    x = x_of(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = x_of(BASE_Y, 0) or 0
BASE: Point = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


KEY_BYTES, SIGNATURE_BYTES = 32, 64


def is_genuine(public: bytes, message: bytes, signature: bytes) -> bool:
    if (len(public), len(signature)) != (KEY_BYTES, SIGNATURE_BYTES):
        return False
    key, start = point_of(public), point_of(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if key is None or start is None or number >= L:
        return False
    mixed = hashlib.sha512(signature[:32] + public + message).digest()
    left = times(number, BASE)
    right = added(start, times(int.from_bytes(mixed, "little") % L, key))
    same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0


def is_signed(seal: dict[str, Any]) -> bool:
    said = {name: seal[name] for name in SIGNED}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        public, signature = bytes.fromhex(seal["public_key"]), bytes.fromhex(seal["signature"])
    except ValueError:
        return False
    return is_genuine(public, text.encode(), signature)


def key_id(public_key: str) -> str:
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def check_seal(seal: dict[str, Any], index: bytes, key: str) -> list[str]:
    wrong = []
    if (json.loads(index)["format"], seal["format"]) != tuple(FORMATS.values()):
        wrong.append("目录或者封签的格式不认识。")
    if seal["index_sha256"] != hashlib.sha256(index).hexdigest():
        wrong.append("目录与封签不符：目录被改过。")
    if seal["key_id"] != key_id(seal["public_key"]):
        wrong.append("封签写的密钥编号与公钥不符。")
    if not is_signed(seal):
        wrong.append("封签的签名不对：封签被改过，或者是伪造的。")
    if key and key not in (seal["public_key"], seal["key_id"]):
        wrong.append(f"封签不是用您给的密钥签的，它的密钥编号是 {seal['key_id']}。")
    return wrong


def check_items(package: zipfile.ZipFile, rows: list[dict[str, Any]]) -> list[str]:
    wrong, there = [], set(package.namelist())
    for row in rows:
        if row["path"] not in there:
            wrong.append(f"{row['path']} 不见了。")
            continue
        try:
            data = package.read(row["path"])
        except zipfile.BadZipFile:
            wrong.append(f"{row['path']} 损坏，读不出来。")
            continue
        if (len(data), hashlib.sha256(data).hexdigest()) != (row["size"], row["sha256"]):
            wrong.append(f"{row['path']} 的内容被改过。")
    return wrong


def check(path: Path, key: str) -> tuple[list[str], list[str]]:
    """返回不符之处和一份说明。"""
    with zipfile.ZipFile(path) as package:
        counted = Counter(package.namelist())
        wrong = [f"{name} 出现了两次。" for name, n in counted.items() if n > 1]
        missing = [f"缺少 {name}。" for name in (INDEX, SEAL) if name not in counted]
        if missing:
            return wrong + missing, []
        index, seal = package.read(INDEX), json.loads(package.read(SEAL))
        rows = json.loads(index)["items"]
        wrong += check_seal(seal, index, key) + check_items(package, rows)
        known = {INDEX, SEAL, *(row["path"] for row in rows)}
        extra = sorted(set(counted) - known)
        wrong += [f"{name} 不在目录里，是后来加进去的。" for name in extra]
    lines = [
        f"申请 {seal['number']} 第 {seal['volume']} 卷，共 {len(rows)} 件。",
        f"{seal['at'][:19].replace('T', ' ')} 封存，密钥编号 {seal['key_id']}。",
    ]
    if seal["previous"]:
        lines.append(f"上一卷的指纹是 {seal['previous']}。")
    if not key:
        lines.append("请核对密钥编号与该单位公布的一致，或者用 --key 给出。")
    return wrong, lines


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, "参数不对。" + (__doc__ or "").split("\n")[2] + "\n")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = Parser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", metavar="案卷.zip")
    parser.add_argument("--key", default="", help="公布的公钥或密钥编号")
    parser.add_argument("--sha256", default="", help="登记的整个文件的指纹")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    path = Path(options.file)
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        sys.stderr.write(f"无法核对：{path.name} 读不出来（{error.strerror}）。\n")
        return 2
    try:
        wrong, lines = check(path, options.key.strip().lower())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        wrong, lines = ["文件打不开：不是完整的压缩包，或者已经损坏。"], []
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        wrong, lines = ["目录或者封签缺少内容，或者格式不对，可能被改过。"], []
    if options.sha256 and options.sha256.strip().lower() != found:
        wrong.append("整个文件的指纹与登记的不同。")
    verdict = ["不符。", *wrong] if wrong else ["相符。"]
    sys.stdout.write("\n".join([*verdict, *lines, f"整个文件的指纹是 {found}。"]) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
