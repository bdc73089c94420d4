"""Reading an official paper: its parts, what they say, and what is to be remarked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.document.gb9704.checks import level_notes, part_notes, read_day
from gongkai.rules.document.gb9704.elements import Element, Found
from gongkai.rules.document.gb9704.head import find_head, find_title
from gongkai.rules.document.gb9704.levels import levels_of
from gongkai.rules.document.gb9704.lines import Line, lines_of, usual_size
from gongkai.rules.document.gb9704.looks import paper_notes, type_notes
from gongkai.rules.document.gb9704.notes import Note
from gongkai.rules.document.gb9704.paper import Paragraph, WordPaper
from gongkai.rules.document.gb9704.tail import find_tail, is_annex_page
from gongkai.rules.document.gb9704.words import kind_of, number_of, openness_of

_ADDRESSED_KINDS = frozenset({"report", "request", "opinion", "letter", "bill", "minutes"})
_KNOWN_BY = ("number", "masthead", "printed", "copies")
FLUSH, RIGHT = "flush", "right"
_ORDER, _FILE = "令", "文件"
_ABOVE = ("copy_number", "secrecy", "urgency", "masthead", "number", "signer", "title")


@dataclass(frozen=True)
class OfficialPaper:
    """What a Word document says of itself.

    Without `is_official` it has not the parts of an official paper and nothing is remarked. The
    fields are empty where the file does not tell them; `title` may be that of any document.
    """

    is_official: bool
    elements: tuple[Element, ...] = ()
    notes: tuple[Note, ...] = ()
    title: str = ""
    document_number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    kind: str = ""
    openness: str = ""

    def element(self, code: str) -> Element | None:
        """The part of that code, if it was found."""
        return next((one for one in self.elements if one.code == code), None)


def read_paper(paper: WordPaper) -> OfficialPaper:
    """Return the parts of a paper and what the standard says of them; nothing of it blocks.

    Source: GB/T 9704-2012 (order of the parts; the sizes unverified); 党政机关公文处理工作条例
    第八条, 第九条 (unverified); 国办发〔2016〕80号 一（一）.
    """
    lines, found = lines_of(paper), Found()
    usual = usual_size(lines)
    at = find_head(lines, found)
    find_tail(lines, find_title(lines, at, usual, found), found)
    kind = kind_of(found.text("title")) or ("order" if _is_order(found) else "")
    if not _is_official(found, kind):
        return OfficialPaper(False, title=found.text("title"))
    number, issued = number_of(found.text("number")), read_day(found.text("date"))
    return OfficialPaper(
        is_official=True,
        elements=(*found, *_pages(paper)),
        notes=tuple(_notes(paper, lines, found, kind)),
        title=found.text("title"),
        document_number=number.right if number else _order_number(found),
        issuer=_issuer(found),
        issued_on=issued.day if issued else None,
        kind=kind,
        openness=openness_of(found.text("remark")),
    )


def head_lines(paper: WordPaper, read: OfficialPaper) -> frozenset[str]:
    """Return the lines down to the end of head and title, without blanks.

    Source: ours (a page shows them from the fields of the record).
    """
    ends = [one.until for one in read.elements if one.code in _ABOVE]
    above = paper.paragraphs[: max(ends, default=-1) + 1]
    return frozenset("".join(one.text.split()) for one in above if one.text.strip())


def placed_lines(texts: Sequence[str]) -> dict[int, str]:
    """Return which lines of a text without head and title stand where: `flush` or `right`.

    The addressee begins at the edge; signature and date stand on the right, last in the text.
    Source: GB/T 9704-2012 (order of the parts; places unverified).
    """
    lines, found = lines_of(WordPaper(tuple(Paragraph(text) for text in texts))), Found()
    find_tail(lines, 0, found)
    places = {found.elements["addressee"].at: FLUSH} if "addressee" in found else {}
    signed, dated = found.elements.get("issuer"), found.elements.get("date")
    if signed is not None and dated is not None:
        places |= dict.fromkeys(range(signed.at, dated.until + 1), RIGHT)
    return places


def _is_official(found: Found, kind: str) -> bool:
    """By its number or its head or its foot; or else a paper that names its kind and is signed."""
    if any(code in found for code in _KNOWN_BY):
        return True
    signed = "issuer" in found and "date" in found and kind not in _ADDRESSED_KINDS
    return bool(kind) and ("addressee" in found or signed)


def _is_order(found: Found) -> bool:
    return found.text("masthead").endswith(_ORDER)


def _order_number(found: Found) -> str:
    """Orders are numbered through: 青禾区人民政府令第12号."""
    return found.text("masthead") + found.text("number") if _is_order(found) else ""


def _issuer(found: Found) -> str:
    """Who signed, or else whose head it bears; an order is signed by a person."""
    name = found.text("masthead")
    for end in (_FILE, _ORDER):
        name = name.removesuffix(end)
    signed = "" if _is_order(found) else found.text("issuer")
    return signed or (name if "会议纪要" not in name else "")


def _pages(paper: WordPaper) -> list[Element]:
    return [Element("pages", "有", -1, -1, "page")] if paper.has_page_numbers else []


def _notes(paper: WordPaper, lines: Sequence[Line], found: Found, kind: str) -> Iterator[Note]:
    text = _within(lines, found.elements.get("text"))
    levels = levels_of(text)
    yield from part_notes(found, kind, paper)
    yield from level_notes([levels, *(levels_of(one) for one in _enclosed(lines, found))])
    yield from paper_notes(paper)
    yield from type_notes(_within(lines, found.elements.get("title")), text, levels)


def _enclosed(lines: Sequence[Line], found: Found) -> list[list[Line]]:
    """What follows the signature: a plan that is issued, and each annex from its page on."""
    signed = found.elements.get("date")
    regions: list[list[Line]] = [[]]
    for place, line in enumerate(lines):
        if signed is None or line.at <= signed.until or "text" not in found:
            continue
        if is_annex_page(lines, place):
            regions.append([])
        regions[-1].append(line)
    return regions


def _within(lines: Sequence[Line], element: Element | None) -> list[Line]:
    if element is None:
        return []
    return [line for line in lines if element.at <= line.at <= element.until]
