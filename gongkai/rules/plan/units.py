"""Responsible units out of one cell: names and the part each of them plays."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.rules.plan.model import Unit
from gongkai.rules.plan.words import WORDS, squeeze

_ROLE = {"lead": "lead", "support": "support", "unit": "responsible"}
_PARTS = r"(?:第一|首要|主要|其他|其它)?(牵头|责任|主办|承办|配合|协办|协同|参与|协助|落实)"
_KINDS = r"(?:责任)?(?:单位|部门|科室|处室|股室)"
_LABEL = re.compile(rf"{_PARTS}(?:{_KINDS})?[:：]")
_LABEL_BEFORE_BLANK = re.compile(rf"(?<![^\s；;。，,])({_PARTS}{_KINDS})[ \u3000\t]+(?=\S)")
# Who answers in person is no unit.
_PERSON = re.compile(
    r"[，,；;、（(]?(?:具体)?(?:责任人|负责人|责任领导|分管领导|联系人|联系电话)[:：][^；;，,）)]*[）)]?"
)
_ITEM = re.compile(r"^(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[）)])")
_NOBODY = re.compile(r"^[\s/／—–\-－·.…无]*$")
_NO_NAME = re.compile(rf"[:：<>|]|{_PARTS}{_KINDS}(?=.)")
_TWO_NAMES = re.compile(r"局(?!.*分局$)[^局（）()]{2,}局$")
_LABEL_ROLE = {
    "牵头": "lead",
    "配合": "support",
    "协办": "support",
    "协同": "support",
    "参与": "support",
    "协助": "support",
}
_HOW = r"(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责分工|依职责|分别|共同|联合|各自|具体|积极)*"
_ACTS = r"(?:落实|负责|组织实施|组织|办理|实施|推进|抓好|做好|承办|完成)*"
_TAILS = (
    ("lead", re.compile(rf"{_HOW}牵头{_ACTS}$")),
    ("support", re.compile(rf"{_HOW}(?:配合|协助|协同|参与|参加){_ACTS}$")),
    ("responsible", re.compile(rf"{_HOW}(?:负责|落实|组织实施|实施|承办|办理|推进)+$")),
    (
        "responsible",
        re.compile(r"(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责分工|分别|共同|各自)+$"),
    ),
)
_NOTE = (
    ("lead", re.compile(r"[（(]牵头(?:单位|部门)?[）)]$")),
    ("support", re.compile(r"[（(](?:配合|协办|参与)(?:单位|部门)?[）)]$")),
)
_WHOLLY_BRACKETED = re.compile(r"^[（(]([^（）()]*)[）)]$")
# A bracket that names who does what, as in 区教育局（区民政局配合）.
_ACTING = re.compile(r"[（(]([^（）()]{2,}(?:牵头|配合|协助|具体落实|参与))[）)]")
# 牵头 in the middle of a phrase ends the leading units even without a comma.
_MID_LEAD = re.compile(
    r"(牵头(?:负责|落实|组织)?)(?!单位|部门|科室|处室|责任|负责|落实|组织|实施|办理|[，,；;。、）)]|$)"
)
_SURE = (
    "局",
    "委",
    "办",
    "部",
    "处",
    "科",
    "中心",
    "办公室",
    "委员会",
    "单位",
    "部门",
    "政府",
    "公司",
    "街道",
    "办事处",
    "管委会",
    "银行",
    "镇",
    "乡",
    "法院",
    "检察院",
    "大队",
    "支队",
    "办)",
    "办）",
)
_BARE = re.compile(
    r"^(?:有关)?(?:[\d一二三四五六七八九十]+个)?(?:部门|单位|机构|部门单位|部门和单位|单位和部门)$"
)
# How a unit or its part in the work can end; anything else needs no closer look.
_LAST_SIGNS = {ending[-1] for ending in WORDS.unit_endings} | set(
    "头实责施进好成理合助同与加工自别共）)]】、，,；;。 "
)
_SURE_WHOLE = re.compile(r"(?:局|中心|办公室|委员会|办事处|公司)$")
# Halves of names that a line break cut and that would pass for units.
_REST_OF_NAME = re.compile(r"^(?:公室|员会|事处|中心$|局$|部门$|单位$)")
_HALF_NAMES = ("社会", "机关", "政府")
_LONGEST_NAME = 30
_SHORT = 2
# 责任单位列第一位的为牵头单位
FIRST_LEADS = re.compile(
    r"(?:第一|首|最前)(?:位|个|名|家)?[^。；，]{0,10}(?:为|是|系)牵头|第一牵头"
)


def read_units(cells: list[tuple[str, str | None]]) -> tuple[tuple[Unit, ...], list[str]]:
    """Return the units of a row's cells, given as (kind of column, text), and what is unclear.

    >>> read_units([("unit", "办公室牵头，各科室配合")])[0]
    (Unit(name='办公室', role='lead'), Unit(name='各科室', role='support'))
    """
    units: list[Unit] = []
    unclear: list[str] = []
    for kind, text in cells:
        for role, phrase in _labelled(_flat(text or "", unclear), _ROLE[kind]):
            for part in _split(_MID_LEAD.sub(r"\1，", phrase), "，,；;。"):
                units += _phrase(_ITEM.sub("", part), role, unclear)
    cut = [unit.name for unit in units if len(unit.name) == 1]
    if cut:
        return (), [f"责任单位“{cut[0]}”不完整，文件可能在此中断"]
    odd = [unit.name for unit in units if _NO_NAME.search(unit.name)]
    if odd:
        return (), [f"责任单位“{odd[0]}”无法拆成单位名称"]
    return tuple(dict.fromkeys(units)), unclear


def with_first_leading(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units with the first as the lead, where the plan says so and no cell does."""
    if any(unit.role != "responsible" for unit in units):
        return units
    return (Unit(units[0].name, "lead"), *units[1:])


def odd_names(units: tuple[Unit, ...]) -> list[str]:
    """Return the names that do not end as the names of units do, or may be two names."""
    names = [unit.name for unit in units]
    return [name for name in names if not _is_unit(name) or _TWO_NAMES.search(name)]


@lru_cache(maxsize=50_000)
def looks_like_units(text: str) -> bool:
    """True if every name in the text ends like the name of a unit."""
    if not text or text[-1] not in _LAST_SIGNS:
        return False
    units, _ = read_units([("unit", text)])
    return bool(units) and all(_is_unit(unit.name) for unit in units)


def _is_unit(name: str) -> bool:
    plain = re.sub(r"[（(][^（）()]*[）)]$", "", name)
    return plain.endswith(WORDS.unit_endings) and len(plain) > 1 and len(name) <= _LONGEST_NAME


def begins_unit(above: str, below: str) -> bool:
    """True if two lines of a cell are two units of a list, not one name broken in two."""
    whole = looks_like_units(above.rstrip("、，,；;")) and looks_like_units(
        below.rstrip("、，,；;")
    )
    return whole and below.startswith(WORDS.unit_starts)


def _flat(text: str, unclear: list[str]) -> str:
    """One unit a line is a list; a line broken in the middle of a name is not."""
    text = _LABEL_BEFORE_BLANK.sub(r"\1：", _WHOLLY_BRACKETED.sub(r"\1", text.strip()))
    text = re.sub(r"[①-⑳]", "；", _ACTING.sub(r"，\1，", _PERSON.sub("", text)))
    lines = [squeeze(line) for line in text.split("\n") if squeeze(line)]
    broken = any(_REST_OF_NAME.match(line) for line in lines) or any(
        line.endswith(_HALF_NAMES) for line in lines
    )
    if len(lines) > 1 and all(_is_whole(line) for line in lines) and not broken:
        return "、".join(line.rstrip("、") for line in lines)
    words = [word for line in text.split("\n") for word in line.split()]
    return _joined(words, unclear)


def _joined(words: list[str], unclear: list[str]) -> str:
    """Blanks and breaks part two names where one is whole and the next begins as names do."""
    flat = ""
    for word in words:
        label = _LABEL.match(word)
        parted = flat.endswith((")", "）")) or _is_whole(flat)
        if flat and (label or (parted and word.startswith(WORDS.unit_starts))):
            flat += "；" if label else "、"
        elif flat and _SURE_WHOLE.search(flat) and _is_whole(word) and len(word) > _SHORT:
            unclear.append(f"“{flat}”与“{word}”之间没有标点，请核对是否两个单位")
        flat += word
    return flat


def _is_whole(line: str) -> bool:
    return line.rstrip("、，,；;").endswith(WORDS.unit_endings)


def _labelled(text: str, role: str) -> list[tuple[str, str]]:
    """Cut at labels such as 牵头单位：, each giving the role of what follows it."""
    found: list[tuple[str, str]] = []
    start = 0
    for label in _LABEL.finditer(text):
        before = text[: label.start()]
        if sum(map(before.count, "（(")) > sum(map(before.count, "）)")):
            continue
        found.append((role, text[start : label.start()]))
        role, start = _LABEL_ROLE.get(label.group(1), "responsible"), label.end()
    found.append((role, text[start:]))
    return [(part, phrase) for part, phrase in found if phrase]


def _split(text: str, marks: str) -> list[str]:
    """Split at marks that do not stand inside brackets; empty pieces fall away."""
    pieces, depth = [""], 0
    for char in text:
        depth += (char in "（(") - (char in "）)")
        if char in marks and depth <= 0:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece for piece in pieces if piece]


def _phrase(phrase: str, role: str, unclear: list[str]) -> list[Unit]:
    names = phrase.removeprefix("由")
    for part, tail in _TAILS:
        cut = tail.search(names)
        if cut and cut.group():
            # 负责 under a column 牵头单位 does not take the lead away.
            role = part if part != "responsible" else role
            names = names[: cut.start()]
            break
    first, _, others = names.partition("会同")
    found = _names(first, role, unclear)
    return found + _names(others, "support", unclear)


def _names(text: str, role: str, unclear: list[str]) -> list[Unit]:
    units = []
    for listed in _split(text, "、/\n"):
        for name in _parts(listed, unclear):
            if _NOBODY.match(name):
                continue
            part = role
            for marked, note in _NOTE:
                if note.search(name):
                    part, name = marked, note.sub("", name)  # noqa: PLW2901 - the note is cut off
            units.append(Unit(name, part))
            if len(name) > _LONGEST_NAME:
                unclear.append(f"责任单位“{name}”过长，可能不是一个单位")
    return units


def _parts(listed: str, unclear: list[str]) -> list[str]:
    """Split one item at 等, 以及, 及, 和 where both sides are surely units."""
    head, found, tail = listed.partition("等")
    if found and head.endswith((*_SURE, *WORDS.unit_endings)):
        if not tail or _BARE.match(tail):
            unclear.append(f"责任单位“{listed}”没有列全")
            return _parts(head, unclear)
        return [*_parts(head, unclear), *_parts(tail, unclear)]
    for joint in ("以及", "及", "和", "与"):
        for match in re.finditer(joint, listed):
            left, right = listed[: match.start()], listed[match.end() :]
            if _surely(left) and _is_unit(right) and len(right) > _SHORT:
                return [*_parts(left, unclear), *_parts(right, unclear)]
    return [listed]


def _surely(left: str) -> bool:
    return left.endswith(_SURE) and len(left) > _SHORT
