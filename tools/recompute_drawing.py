"""重新计算公众代表的抽选结果：不需要网络，也不需要公布结果的系统。

用法：python recompute_drawing.py [抽选记录.json] [--commitment 截止时公布的承诺值]

不写文件名时从标准输入读。只用 Python 3.8 以上的标准库。
结果：0 相符，1 不符，2 无法核对（文件不对，或不是抽选记录）。
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

FORMAT = "gongkai-drawing/1"
SIGNS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-")
SHORTEST_SECRET, LONGEST_SECRET = 32, 200


class Cannot(Exception):
    """无法核对。"""


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def commitment(record: dict[str, Any]) -> str:
    """名单截止时应当公布的值：名单、名额、公共数值来源和密值的散列。"""
    kinds = [
        {"candidates": sorted(one["candidates"]), "kind": one["kind"], "places": one["places"]}
        for one in sorted(record["kinds"], key=lambda one: one["kind"])
    ]
    said = {
        "format": FORMAT,
        "kinds": kinds,
        "secret": record["secret"],
        "source": record["source"],
    }
    return sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def order(candidates: Sequence[str], seed: str) -> list[str]:
    """抽选顺序：按“种子:编号”的散列从小到大。"""
    return sorted(candidates, key=lambda number: (sha256(seed + ":" + number), number))


def refuse_unfit(record: dict[str, Any]) -> None:
    """内容齐全、类型正确，才能计算。"""
    texts = ("secret", "source", "public_value", "seed", "commitment")
    if any(not isinstance(record.get(name), str) for name in texts):
        raise Cannot("记录缺少内容。")
    if not isinstance(record.get("kinds"), list):
        raise Cannot("记录没有名单。")
    for one in record["kinds"]:
        lists = [one.get(name) for name in ("candidates", "winners", "alternates")]
        if not isinstance(one.get("kind"), str) or type(one.get("places")) is not int:
            raise Cannot("名单没有类别或名额。")
        if any(not isinstance(numbers, list) for numbers in lists):
            raise Cannot("名单格式不对。")
        if any(not isinstance(number, str) for numbers in lists for number in numbers):
            raise Cannot("名单格式不对。")


def lists_faults(record: dict[str, Any]) -> list[str]:
    """名单本身的问题。"""
    kinds = [one["kind"] for one in record["kinds"]]
    numbers = [number for one in record["kinds"] for number in one["candidates"]]
    found = []
    if len(set(kinds)) != len(kinds):
        found.append("代表类别重复。")
    if len(set(numbers)) != len(numbers) or "" in numbers:
        found.append("名单里有重复或空的编号。")
    if any(one["places"] < 0 for one in record["kinds"]):
        found.append("名额小于零。")
    return found


def seed_faults(record: dict[str, Any], committed: str) -> list[str]:
    """承诺值、密值、种子的问题。"""
    secret, again, found = record["secret"], commitment(record), []
    if again != record["commitment"]:
        found.append("承诺值与名单、名额、公共数值来源和密值算出的不符。")
    if committed and again != committed:
        found.append("承诺值与截止时公布的不符：名单、名额、公共数值来源或者密值在截止后改过。")
    if set(secret) - SIGNS or not SHORTEST_SECRET <= len(secret) <= LONGEST_SECRET:
        found.append("密值太短或含有别的符号，可以被人试出来。")
    if not record["public_value"].strip():
        found.append("没有公共数值。")
    if sha256(secret + ":" + record["public_value"]) != record["seed"]:
        found.append("种子与密值、公共数值算出的不符。")
    return found


def recompute(record: dict[str, Any], committed: str) -> tuple[list[str], list[str]]:
    """重新抽选；返回结果的各行和不符的各处。"""
    lines = []
    faults = lists_faults(record) + seed_faults(record, committed)
    seed = sha256(record["secret"] + ":" + record["public_value"])
    for one in record["kinds"]:
        drawn, places = order(one["candidates"], seed), max(one["places"], 0)
        name = f"“{one['kind']}”" if one["kind"] else ""
        lines.append(f"{name}中选：{'、'.join(drawn[:places]) or '无'}")
        lines.append(f"{name}候补：{'、'.join(drawn[places:]) or '无'}")
        if one["winners"] != drawn[:places]:
            faults.append(f"{name}中选名单与重新计算的不符。")
        if one["alternates"] != drawn[places:]:
            faults.append(f"{name}候补顺序与重新计算的不符。")
    return lines, faults


def read(name: str) -> dict[str, Any]:
    try:
        data = Path(name).read_bytes() if name != "-" else sys.stdin.buffer.read()
        found = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise Cannot(f"{name} 读不出来：{error.strerror}。") from error
    except (ValueError, RecursionError) as error:
        raise Cannot("不是 JSON 文件。") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Cannot(f"不是抽选记录（{FORMAT}）。")
    return found


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, "参数不对。" + (__doc__ or "").split("\n")[2] + "\n")


def main(given: Sequence[str] | None = None) -> int:
    parser = Parser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("record", metavar="抽选记录.json", nargs="?", default="-")
    parser.add_argument("--commitment", default="", help="截止时公布的承诺值")
    options = parser.parse_args(given)
    try:
        record = read(options.record)
        refuse_unfit(record)
        lines, faults = recompute(record, options.commitment.strip().lower())
    except Cannot as error:
        sys.stderr.write(f"无法核对：{error}\n")
        return 2
    except (AttributeError, TypeError, ValueError, RecursionError):
        sys.stderr.write("无法核对：记录格式不对。\n")
        return 2
    lines += [f"不符：{fault}" for fault in faults] or ["相符。"]
    if not options.commitment:
        lines.append(f"请再核对名单截止时公布的承诺值是不是 {commitment(record)}。")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
