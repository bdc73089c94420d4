"""What is to be said about the parts of a paper: absent ones, their form, their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gongkai.rules.document.fields import KINDS
from gongkai.rules.document.gb9704.elements import Element, Found
from gongkai.rules.document.gb9704.levels import Level, out_of_order
from gongkai.rules.document.gb9704.notes import Note, note
from gongkai.rules.document.gb9704.paper import BOX, WordPaper
from gongkai.rules.document.gb9704.words import DATA, DATE, ORDER, Day, day_of, end_mark, number_of

_WORDS = DATA["words"]
_NEEDED = ("masthead", "number", "title", "text", "issuer", "date", "printed")
_MOST_OUT_OF_ORDER = 5


def part_notes(found: Found, kind: str, paper: WordPaper) -> Iterator[Note]:
    """Everything about the parts themselves."""
    yield from _missing(found, kind, paper)
    yield from _number(found)
    yield from _title(found, kind)
    yield from _date(found)
    if secret := found.elements.get("secrecy"):
        yield note("secrecy_mark", secret.at, text=secret.text)
    remark = found.elements.get("remark")
    if remark and remark.text.startswith(("此件", "本件")):
        yield note("remark_brackets", remark.at, text=remark.text)
    yield from _order([one for one in found if one.where != BOX])


def _missing(found: Found, kind: str, paper: WordPaper) -> Iterator[Note]:
    for code in _NEEDED:
        if code not in found and kind not in _WORDS["without"].get(code, ()):
            yield note(f"{code}_missing")
    if "addressee" not in found and kind and kind not in _WORDS["without"]["addressee"]:
        yield note("addressee_missing")
    if kind in _WORDS["upwards"] and "signer" not in found:
        yield note("signer_missing", kind=KINDS[kind])
    if "remark" not in found:
        yield note("remark_missing")
    if "annexes" in found and "annex" not in found:
        yield note("annex_missing", found.elements["annexes"].at)
    encloses = any(word in found.text("title") for word in _WORDS["enclosing"])
    if "annex" in found and "annexes" not in found and not encloses:
        yield note("annexes_missing", found.elements["annex"].at)
    if not paper.has_page_numbers:
        yield note("pages_missing")


def _number(found: Found) -> Iterator[Note]:
    element = found.elements.get("number")
    number = number_of(element.text) if element else None
    if element is None or number is None:
        return
    if not number.right:
        yield note("number_unreadable", element.at, text=number.text)
    elif number.right != number.text:
        yield note("number_form", element.at, text=number.text, right=number.right)
    issued = read_day(found.text("date"))
    if number.year and issued and issued.day and issued.day.year != number.year:
        yield note("number_year", element.at, year=number.year, date=issued.right)


def _title(found: Found, kind: str) -> Iterator[Note]:
    title = found.elements.get("title")
    if title is None:
        return
    if not kind:
        yield note("title_kind", title.at, text=title.text)
    if mark := end_mark(title.text):
        yield note("title_end", title.at, text=mark)


def _date(found: Found) -> Iterator[Note]:
    element = found.elements.get("date")
    issued = read_day(element.text) if element else None
    if element is None or issued is None:
        return
    if issued.day is None:
        yield note("date_impossible", element.at, text=issued.text)
    elif issued.text != issued.right:
        yield note("date_form", element.at, text=issued.text, right=issued.right)
    printed = read_day(found.text("printed"))
    if printed and _is_before(printed.day, issued.day):
        at = found.elements["printed"].at
        yield note("printed_before", at, printed=printed.right, date=issued.right)


def _is_before(one: date | None, other: date | None) -> bool:
    return bool(one and other and one < other)


def read_day(text: str) -> Day | None:
    """The first date in a text."""
    match = DATE.search(text)
    return day_of(match) if match else None


def _order(elements: Sequence[Element]) -> Iterator[Note]:
    """Each part that stands behind one that should follow it, with the nearest such one."""
    for place, one in enumerate(elements):
        ahead = [
            other for other in elements[:place] if ORDER.index(other.code) > ORDER.index(one.code)
        ]
        if ahead and ahead[-1].at < one.at:
            yield note("order", one.at, label=one.label, other=ahead[-1].label)


def level_notes(regions: Iterable[Sequence[Level]]) -> Iterator[Note]:
    """Forms that are not those of the standard, each once with its count, and gaps.

    The numbers begin anew in each region: the text, what is enclosed with it, each annex.
    """
    regions = list(regions)
    yield from _forms([one for region in regions for one in region])
    gaps = [gap for region in regions for gap in out_of_order(region)]
    for one, before in gaps[:_MOST_OUT_OF_ORDER]:
        yield note("level_order", one.at, text=one.text, before=before or "（没有）")


def _forms(levels: Iterable[Level]) -> Iterator[Note]:
    wrong: dict[tuple[int, str], list[Level]] = {}
    for one in levels:
        if one.text != one.right:
            mark = one.text.replace(_numeral(one), "")
            wrong.setdefault((one.depth, mark), []).append(one)
    for group in wrong.values():
        first, times = group[0], f"（共 {len(group)} 处）" if len(group) > 1 else ""
        yield note("level_form", first.at, text=first.text, right=first.right, times=times)


def _numeral(one: Level) -> str:
    return one.right.strip("（）、.．")
