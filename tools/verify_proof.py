"""核对政务公开的日期证明：不需要网络，也不需要出具证明的系统。

用法：python verify_proof.py 证明.json [--head 日志头.json] [--key 公钥] [--file 附件]

只用 Python 3.8 以上的标准库；装有 cryptography 时还核对签名。
结果：0 相符，1 不符，2 无法核对（文件不对，或缺少所需的内容）。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    HAS_CRYPTOGRAPHY = True
except ImportError:
    HAS_CRYPTOGRAPHY = False

BUNDLE = "gongkai-proof/1"
HEAD = "gongkai-tree-head/1"
SIGNED_FIELDS = ("format", "tree_size", "root_hash", "at", "algorithm")
KINDS = {"publication": "发布", "withdrawal": "撤回"}
MARKS = {"late": "超期补录", "dates_unfit": "日期不符",
         "redated": "改过日期", "taken_over": "原系统迁入"}  # fmt: skip


class Wrong(Exception):
    """不符：证明不成立。"""


class Cannot(Exception):
    """无法核对：缺少所需的内容。"""


def hasher(algorithm: str) -> Callable[[bytes], bytes]:
    if algorithm not in ("sha256", "sm3"):
        raise Wrong(f"不认识的散列算法“{algorithm}”。")
    if algorithm in hashlib.algorithms_available:
        return lambda data: hashlib.new(algorithm, data).digest()
    if HAS_CRYPTOGRAPHY:
        return sm3
    raise Cannot("本机的 Python 不会计算 SM3。请安装 cryptography，再核对。")


def sm3(data: bytes) -> bytes:
    whole = hashes.Hash(hashes.SM3())
    whole.update(data)
    return whole.finalize()


class Tree:
    """一种散列算法下的 Merkle 树（RFC 9162 第 2.1 节）。"""

    def __init__(self, algorithm: str) -> None:
        self.hash = hasher(algorithm)

    def leaf(self, data: bytes) -> bytes:
        return self.hash(b"\x00" + data)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.hash(b"\x01" + left + right)

    def has(self, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
        """第 2.1.3.2 节。"""
        if not 0 <= index < size:
            return False
        place, last, found = index, size - 1, leaf
        for step in path:
            if last == 0:
                return False
            if place & 1 or place == last:
                found = self.node(step, found)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                found = self.node(found, step)
            place, last = place >> 1, last >> 1
        return last == 0 and found == root

    def grows(
        self, first: int, second: int, path: Sequence[bytes], older: bytes, newer: bytes
    ) -> bool:
        """第 2.1.4.2 节。"""
        if not 1 <= first <= second:
            return False
        if first == second:
            return not path and older == newer
        steps = list(path)
        if first & (first - 1) == 0:
            steps.insert(0, older)
        if not steps:
            return False
        place, last = first - 1, second - 1
        while place & 1:
            place, last = place >> 1, last >> 1
        left = right = steps[0]
        for step in steps[1:]:
            if last == 0:
                return False
            if place & 1 or place == last:
                left, right = self.node(step, left), self.node(step, right)
                while place and not place & 1:
                    place, last = place >> 1, last >> 1
            else:
                right = self.node(right, step)
            place, last = place >> 1, last >> 1
        return last == 0 and (left, right) == (older, newer)


def steps_of(texts: Sequence[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


def key_id(public_key: str) -> str:
    return hashlib.sha256(bytes.fromhex(public_key)).hexdigest()[:16]


def check_head(head: dict[str, Any], algorithm: str, keys: Sequence[str]) -> None:
    """格式、算法、密钥和签名。"""
    name = f"{head['at'][:19].replace('T', ' ')} 签名的日志头（共 {head['tree_size']} 条）"
    if head["format"] != HEAD or type(head["tree_size"]) is not int:
        raise Wrong(f"{name}的格式不对。")
    if head["algorithm"] != algorithm:
        raise Wrong(f"{name}用的是另一种散列算法。")
    mine = key_id(head["public_key"])
    if mine != head["key_id"]:
        raise Wrong(f"{name}写的密钥编号与公钥不符。")
    if keys and head["public_key"] not in keys and mine not in keys:
        raise Wrong(f"{name}不是用您给的密钥签的，它的密钥编号是 {mine}。")
    if HAS_CRYPTOGRAPHY and not is_signed(head):
        raise Wrong(f"{name}的签名不对：它被改过，或者是伪造的。")


def is_signed(head: dict[str, Any]) -> bool:
    said = {field: head[field] for field in SIGNED_FIELDS}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["public_key"]))
        key.verify(bytes.fromhex(head["signature"]), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def check_entry(tree: Tree, bundle: dict[str, Any], entry: dict[str, Any]) -> str:
    """一条日志：原文、位置、首次签名以来没有变过。返回一句说明。"""
    place = f"第 {entry['index']} 条"
    head, first = bundle["head"], entry["first_head"]
    root, leaf = bytes.fromhex(head["root_hash"]), bytes.fromhex(entry["leaf_hash"])
    told = check_text(tree, bundle, entry, leaf)
    if (entry["tree_size"], entry["root_hash"]) != (head["tree_size"], head["root_hash"]):
        raise Wrong(f"{place}写明的条数或根指纹与日志头不同。")
    if not tree.has(leaf, entry["index"], head["tree_size"], steps_of(entry["path"]), root):
        raise Wrong(f"{place}不在日志里：路径算不出日志头的根指纹。")
    if first["tree_size"] <= entry["index"] or first["at"] < entry["at"]:
        raise Wrong(f"{place}写明的首次签名不包括这一条。")
    older, path = bytes.fromhex(first["root_hash"]), steps_of(entry["consistency"])
    if not tree.grows(first["tree_size"], head["tree_size"], path, older, root):
        raise Wrong(f"{place}首次签名以后，日志被改写过：前后两个日志头不一致。")
    return f"{place}：{told}；{first['at'][:19].replace('T', ' ')} 首次签名，至今没有变过。"


def check_text(tree: Tree, bundle: dict[str, Any], entry: dict[str, Any], leaf: bytes) -> str:
    kind = KINDS.get(entry["kind"], entry["kind"])
    when = entry["at"][:19].replace("T", " ")
    if entry["payload"] is None:
        return f"{when} {kind}（原文已不公开，只核对指纹）"
    if tree.leaf(entry["payload"].encode()) != leaf:
        raise Wrong(f"第 {entry['index']} 条的原文被改过：它的指纹与日志里的不同。")
    written = json.loads(entry["payload"])
    content = written["content"]
    same = (written["kind"], written["at"], content["index_number"])
    if same != (entry["kind"], entry["at"], bundle["index_number"]):
        raise Wrong(f"第 {entry['index']} 条的类别、时间或索引号与原文不同。")
    facts = [("标题", "title"), ("形成日期", "formed_on"), ("公开日期", "published_on")]
    facts += [("最迟公开日期", "due_on"), ("撤回原因", "reason")]
    known = [f"{label} {content[name]}" for label, name in facts if content.get(name)]
    known += [f"永久标记 {MARKS.get(one, one)}" for one in content.get("marks", [])]
    return f"{when} {kind}（{'，'.join(known)}）"


def check_kept(tree: Tree, bundle: dict[str, Any], kept: dict[str, Any]) -> str:
    """您以前保存的日志头，必须是现在这份日志的开头。"""
    head, size = bundle["head"], kept["tree_size"]
    older, newer = bytes.fromhex(kept["root_hash"]), bytes.fromhex(head["root_hash"])
    paths = {one["first_head"]["tree_size"]: one["consistency"] for one in bundle["entries"]}
    paths[head["tree_size"]] = []
    if bundle.get("since"):
        paths[bundle["since"]["tree_size"]] = bundle["since"]["consistency"]
    if size > head["tree_size"]:
        raise Cannot(f"您保存的日志头（{size} 条）比这份证明新。请重新下载证明，再核对。")
    if size not in paths:
        what = f"这份证明里没有从第 {size} 条起的一致性证明。"
        raise Cannot(f"{what}请在证明页填写 {size} 再下载（或在下载地址后加 &since={size}）。")
    if not tree.grows(size, head["tree_size"], steps_of(paths[size]), older, newer):
        raise Wrong(f"现在的日志与您保存的日志头（{size} 条）不一致：日志被改写过。")
    return f"与您保存的日志头（{size} 条）一致：从那时起没有改写过以前的内容。"


def check_file(bundle: dict[str, Any], path: Path) -> str:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    for entry in bundle["entries"]:
        content = json.loads(entry["payload"])["content"] if entry["payload"] else {}
        for one in content.get("files", []):
            if one["sha256"] == found:
                return f"{path.name} 就是第 {entry['index']} 条公开的附件“{one['name']}”。"
    raise Wrong(f"{path.name} 不是这份证明里的附件，或者内容被改过。")


def verify(options: argparse.Namespace) -> list[str]:
    bundle = read(options.bundle, BUNDLE)
    algorithm, keys = bundle["head"]["algorithm"], [key_text(one) for one in options.key]
    tree = Tree(algorithm)
    kept = [read(one, HEAD) for one in options.head]
    for head in [bundle["head"], *(one["first_head"] for one in bundle["entries"]), *kept]:
        check_head(head, algorithm, keys)
    if not bundle["entries"]:
        raise Wrong("证明里一条日志也没有。")
    lines = [check_entry(tree, bundle, entry) for entry in bundle["entries"]]
    lines += [check_kept(tree, bundle, one) for one in kept]
    lines += [check_file(bundle, Path(one)) for one in options.file]
    return [*lines, told_of_signature(bundle, keys)]


def told_of_signature(bundle: dict[str, Any], keys: Sequence[str]) -> str:
    name = bundle["head"]["key_id"]
    if not HAS_CRYPTOGRAPHY:
        return f"签名没有核对：本机没有安装 cryptography。密钥编号是 {name}。"
    if keys:
        return f"签名相符，密钥就是您给的那一把（编号 {name}）。"
    return f"签名相符。请再核对密钥编号 {name} 与该单位通报或网站上公布的一致。"


def key_text(given: str) -> str:
    """公钥、密钥编号，或写着其中之一的文件。"""
    path = Path(given)
    text = (path.read_text("utf-8") if path.is_file() else given).strip().lower()
    if len(text) not in (16, 64) or set(text) - set("0123456789abcdef"):
        raise Cannot(f"“{given}”不是公钥（64 位十六进制）或密钥编号（16 位）。")
    return text


def read(name: str, wanted: str) -> dict[str, Any]:
    try:
        found = json.loads(Path(name).read_text("utf-8-sig"))
    except OSError as error:
        raise Cannot(f"{name} 读不出来：{error.strerror}。") from error
    except (ValueError, RecursionError) as error:
        raise Cannot(f"{name} 不是 JSON 文件。") from error
    if not isinstance(found, dict) or found.get("format") != wanted:
        raise Cannot(f"{name} 不是{'日期证明' if wanted == BUNDLE else '日志头'}（{wanted}）。")
    return found


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, "参数不对。" + (__doc__ or "").split("\n")[2] + "\n")


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = Parser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("bundle", metavar="证明.json")
    kinds = {"head": "以前保存的日志头", "key": "公布的公钥或密钥编号", "file": "下载的附件"}
    for name, told in kinds.items():
        parser.add_argument(f"--{name}", action="append", default=[], help=f"{told}，可给多个")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> int:
    options = arguments(given)
    try:
        lines = verify(options)
    except Wrong as wrong:
        sys.stdout.write(f"不符：{wrong}\n")
        return 1
    except (Cannot, OSError) as error:
        told = error if isinstance(error, Cannot) else f"{error.filename} 读不出来。"
        sys.stderr.write(f"无法核对：{told}\n")
        return 2
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        sys.stdout.write("不符：证明缺少内容或格式不对，可能被改过。\n")
        return 1
    sys.stdout.write("\n".join(["相符。", *lines]) + "\n")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
