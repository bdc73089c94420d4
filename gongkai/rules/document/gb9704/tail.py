"""What stands below the title: addressee, text, annexes, signature, 附注 and 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.rules.document.gb9704.elements import Found
from gongkai.rules.document.gb9704.lines import Line
from gongkai.rules.document.gb9704.words import (
    DATA,
    DATE,
    is_leader,
    is_organ,
    kind_of,
    openness_of,
)

_ADDRESSED = re.compile(
    rf"[^。；;]{{1,300}}?(?:{DATA['words']['organs']}|单位|部门|企业|机构|同志|代表|委员)"
    r"(?:（[^）]*）)?[：:]"
)
_SAYS = re.compile(r"如下|现将|现就|为了?[^员民]|根据|按照|以下|通知|公告|报告|请示")
_ANNEXES = re.compile(r"附件[：:].*|附件\d{1,2}[：:]\S.*")
_ANNEX = re.compile(r"附件\d{0,2}(?:[-—－]\d{1,2})?[：:]?")
_COPIES = re.compile(r"(?:抄送|抄报|主送|分送)[：:].*")
_PRINTED = re.compile(rf"(.*?)({DATE.pattern})印发")
_BRACKETED = re.compile(r"[（(](.{2,80})[）)]")
_OPEN_LINE = re.compile(
    r"(?:此件|本件|(?:政府)?信息公开(?:属性|选项|方式)|公开(?:属性|选项|方式|类别)[：:]?).{0,20}"
)
_PASSED = re.compile(rf"[（(].{{0,40}}?{DATE.pattern}.{{0,40}}[）)]")
_SEAL = re.compile(r"[（(](?:印章|盖章|公章|章)[）)]")
_ITEM = re.compile(r"\d{1,2}[.．、]")
_BELOW = ("annexes", "issuer", "date", "remark", "annex", "copies", "printed")
_SIGNATURES = 8
_ADDRESSEE_WITHIN = 2


def find_tail(lines: Sequence[Line], at: int, found: Found) -> None:
    """Add what stands below the title, which ended before `at`."""
    at = _addressee(lines, at, found)
    signed = _signature(lines, at, found)
    _marks(lines, at, signed, found)
    _text(lines, at, found)


def _addressee(lines: Sequence[Line], at: int, found: Found) -> int:
    for place in range(at, min(at + _ADDRESSEE_WITHIN, len(lines))):
        plain = lines[place].plain
        if _PASSED.fullmatch(plain):
            continue
        if _ADDRESSED.fullmatch(plain) and not _SAYS.search(plain):
            found.add("addressee", plain.rstrip("：:"), lines[place])
            return place + 1
    return at


def _signature(lines: Sequence[Line], at: int, found: Found) -> int:
    """Add date and signature; the place of the date, or -1. A first line is never a signature."""
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if line.is_in_table:
            continue
        if is_annex_page(lines, place):
            break
        match = DATE.search(line.plain)
        if match is None or match.end() != len(line.plain):
            continue
        before = _SEAL.sub("", line.plain[: match.start()])
        if not before or is_organ(before):
            found.add("date", match[0], line)
            _issuer(lines, at, place, before, found)
            return place
    return _passed(lines, at, found)


def _issuer(lines: Sequence[Line], at: int, date_at: int, before: str, found: Found) -> None:
    """The organs named right above the date, or on its line."""
    is_order = kind_of(found.text("masthead")) == "order"
    names, first = ([before] if before else []), date_at
    for place in range(date_at - 1, max(at, date_at - _SIGNATURES) - 1, -1):
        line = lines[place]
        if _SEAL.fullmatch(line.plain):
            continue
        name = _SEAL.sub("", line.plain)
        if line.is_in_table or not (is_organ(name) or (is_order and is_leader(name))):
            break
        names.insert(0, " ".join(line.text.split()) if len(line.pieces) > 1 else name)
        first = place
    whole = "".join(names)
    # A long name is broken over two lines; title and head tell it from two names.
    is_one = bool(whole) and any(found.text(one).startswith(whole) for one in ("title", "masthead"))
    if names:
        found.add("issuer", whole if is_one else " ".join(names), lines[first], lines[date_at])


def _passed(lines: Sequence[Line], at: int, found: Found) -> int:
    """A decision is dated in brackets below its title: （2023年7月25日…通过）."""
    for line in lines[at : at + _ADDRESSEE_WITHIN]:
        match = DATE.search(line.plain)
        if match and (_PASSED.fullmatch(line.plain) or match[0] == line.plain):
            found.add("date", match[0], line)
    return -1


def _marks(lines: Sequence[Line], at: int, signed: int, found: Found) -> None:
    """附件说明, 附注, 附件, 版记."""
    for place in range(at, len(lines)):
        line, is_below = lines[place], place > signed >= 0
        if _COPIES.fullmatch(line.plain):
            found.add("copies", line.text, line)
        elif match := _PRINTED.fullmatch(line.plain):
            above = lines[place - 1].plain
            by = match[1] or (above if is_organ(above) else "")
            found.add("printed", f"{by} {match[2]}印发".strip(), line)
        elif line.is_in_table:
            continue
        elif _is_remark(line, is_below, found):
            found.add("remark", line.text, line)
        elif is_annex_page(lines, place) or (is_below and _ANNEX.fullmatch(line.plain)):
            found.add("annex", line.text, line)
        elif _ANNEXES.fullmatch(line.plain) and "annex" not in found and not is_below:
            listed = _listed(lines, place)
            found.add("annexes", " ".join(one.text for one in listed), line, listed[-1])


def _listed(lines: Sequence[Line], place: int) -> list[Line]:
    """附件：1.… and the lines of the list below it."""
    end = place + 1
    while end < len(lines) and _ITEM.match(lines[end].plain):
        end += 1
    return list(lines[place:end])


def is_annex_page(lines: Sequence[Line], place: int) -> bool:
    """True for 附件 or 附件1 alone, but not for 附件： over its list."""
    plain = lines[place].plain
    below = [one.plain for one in lines[place + 1 : place + 2]]
    is_list = plain[-1] in "：:" and any(_ITEM.match(one) for one in below)
    return bool(_ANNEX.fullmatch(plain)) and not is_list


def _is_remark(line: Line, is_below: bool, found: Found) -> bool:
    if _OPEN_LINE.fullmatch(line.plain.strip("（()）")) and openness_of(line.plain):
        return True
    bracketed = bool(_BRACKETED.fullmatch(line.plain)) and not _SEAL.fullmatch(line.plain)
    return is_below and bracketed and not {"annex", "copies", "printed"} & found.elements.keys()


def _text(lines: Sequence[Line], at: int, found: Found) -> None:
    """The text reaches from the addressee to the first part below it."""
    below = [found.elements[code] for code in _BELOW if code in found]
    ends = [one.at for one in below if at < len(lines) and one.at >= lines[at].at]
    end = min(ends, default=lines[-1].at + 1 if lines else 0)
    inside = [line for line in lines[at:] if line.at < end and not _PASSED.fullmatch(line.plain)]
    if inside:
        found.add("text", inside[0].text, inside[0], inside[-1])
