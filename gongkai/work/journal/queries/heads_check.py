"""The signed heads held against the log: a log rewritten as a whole no longer fits them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.rules.transparency_log import SHA256
from gongkai.rules.tree_head import BadHead, SignedHead, key_id, public_key_of, read_head
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.heads import kept_file, kept_lines, signed
from gongkai.work.journal.queries.keys import key_path, signing_key
from gongkai.work.journal.queries.problems import Problem


@dataclass
class Seen:
    """What a replay saw of the log: its hash, roots by entry, the keys it names, its length."""

    algorithm: str = SHA256
    first_key: str = ""
    roots: dict[int, str] = field(default_factory=dict)
    keys: dict[int, object] = field(default_factory=dict)
    size: int = 0


def head_problems(seen: Seen, given: Sequence[SignedHead] = ()) -> Iterator[Problem]:
    """Everything wrong with the heads that are stored, kept in files, and given by others."""
    stored = [signed(row) for row in TreeHead.objects.order_by("size").iterator()]
    yield from _of_stored(seen, stored)
    yield from _of_kept(seen, stored)
    yield from _of_given(seen, stored, given)


def _of_stored(seen: Seen, stored: list[SignedHead]) -> Iterator[Problem]:
    yield from _first_misfit(seen, stored, "数据库里")
    yield from _forged(stored)
    signed_until = stored[-1].head.tree_size if stored else 0
    if signed_until < seen.size:
        what = "没有签名的日志头：不是由系统写入，或签名被删去"
        yield Problem(signed_until, f"发布日志第 {signed_until} 条起{what}。")
    yield from _of_keys(seen, stored)


def _forged(heads: Iterable[SignedHead]) -> Iterator[Problem]:
    for one in heads:
        if not one.is_genuine():
            last = one.head.tree_size - 1
            yield Problem(last, f"发布日志第 {last} 条处的日志头签名不对：日志头被改过或伪造。")


def _first_misfit(seen: Seen, heads: Iterable[SignedHead], where: str) -> Iterator[Problem]:
    """The first head that the log does not fit; the entries after the last that it fits are named.

    Heads come in the order of their size.
    """
    fitting = 0
    for one in heads:
        if _fits(seen, one):
            fitting = one.head.tree_size
            continue
        yield _misfit(seen, one, fitting, where)
        return


def _fits(seen: Seen, one: SignedHead) -> bool:
    """Whether the log is what was signed; where just that entry is gone, the replay says so."""
    if one.head.tree_size > seen.size or one.head.algorithm != seen.algorithm:
        return False
    return seen.roots.get(one.head.tree_size - 1) in (None, one.head.root_hash)


def _misfit(seen: Seen, one: SignedHead, fitting: int, where: str) -> Problem:
    size, count = one.head.tree_size, seen.size
    when = one.head.at.replace("T", " ")[:19]
    if size > count:
        what = f"缺失：{where}保存的 {when} 签名的日志头写明共 {size} 条，现在只有 {count} 条"
        return Problem(count, f"发布日志第 {count} 条起{what}，日志被截短或整体换过。")
    what = f"与{where}保存的 {when} 签名的日志头（共 {size} 条）不符"
    return Problem(fitting, f"发布日志第 {fitting} 条起{what}，日志被整体改写过。")


def _of_keys(seen: Seen, stored: list[SignedHead]) -> Iterator[Problem]:
    """Each head must bear the key that the log names for its part, the last one this machine's."""
    if not stored:
        return
    renewals = sorted(seen.keys.items())
    known = seen.first_key or stored[0].public_key
    for one in stored:
        while renewals and renewals[0][0] < one.head.tree_size:
            sequence, told = renewals.pop(0)
            if not isinstance(told, dict) or told.get("replaces") != known:
                yield Problem(sequence, f"发布日志第 {sequence} 条的换钥记载与此前的密钥接不上。")
                return
            known = str(told.get("public_key", ""))
        if one.public_key != known:
            last = one.head.tree_size - 1
            what = f"不是用日志写明的密钥 {_named(known)} 签的"
            yield Problem(last, f"发布日志第 {last} 条处的日志头{what}：日志头是伪造的。")
            return
    yield from _of_own_key(known)


def _of_own_key(known: str) -> Iterator[Problem]:
    try:
        key = signing_key()
    except Refused:
        key = None
    if key is None:
        file = key_path().name
        yield Problem(
            None, f"本机没有可用的签名密钥（{file}），不能确认日志头出自本单位。请恢复它。"
        )
    elif public_key_of(key) != known:
        mine = key_id(public_key_of(key))
        what = f"日志的签名密钥 {_named(known)} 不是本机的密钥 {mine}"
        yield Problem(None, f"{what}：日志被人用别的密钥整体重签过，或密钥换错了。")


def _named(public_key: str) -> str:
    try:
        return key_id(public_key)
    except ValueError:
        return "（无）"


def _of_kept(seen: Seen, stored: list[SignedHead]) -> Iterator[Problem]:
    mine = kept_file()
    own = mine.name if mine is not None else ""
    lines = list(kept_lines())
    for file in dict.fromkeys(file for file, _ in lines if file != own):
        what = f"log_heads/{file} 里的日志头属于另一份日志：日志从第 0 条起被整体换过"
        yield Problem(0, f"{what}；确是有意重建数据库的，请把这个文件移到别处保存。")
    try:
        kept = [read_head(json.loads(line)) for file, line in lines if file == own]
    except (ValueError, BadHead):
        yield Problem(None, f"log_heads/{own} 里有一行不是日志头，文件被改过。")
        return
    kept.sort(key=_size)
    yield from _first_misfit(seen, kept, "文件里")
    yield from _lost(kept, stored)


def _lost(kept: list[SignedHead], stored: list[SignedHead]) -> Iterator[Problem]:
    in_database = {_size(one) for one in stored}
    for one in kept:
        if _size(one) not in in_database:
            last = _size(one) - 1
            yield Problem(last, f"发布日志第 {last} 条处的日志头在文件里，却不在数据库里：被删去。")
            return


def _of_given(
    seen: Seen, stored: list[SignedHead], given: Sequence[SignedHead]
) -> Iterator[Problem]:
    keys = {one.public_key for one in stored}
    genuine = [one for one in given if one.is_genuine()]
    if len(genuine) < len(given):
        yield Problem(None, "给出的日志头签名不对，它本身被改过，不能作为依据。")
    for key in sorted({one.public_key for one in genuine} - keys):
        yield Problem(None, f"给出的日志头是用这份日志没有用过的密钥（{_named(key)}）签的。")
    yield from _first_misfit(seen, sorted(genuine, key=_size), "他人")


def _size(one: SignedHead) -> int:
    return one.head.tree_size
