"""A PDF, read: its lines with the place of every sign, and what cannot be read as text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.work.foi.redact.marks import Leaf, Look, Passage
from gongkai.work.foi.redact.pdf_open import beside, opened, page_of, pictures_on

# Places of signs are fractions of the page as it is shown, in this many parts.
FINE = 100_000
# A signature or a stamp is a small picture and can tell a name.
_MOST_COVERED = 0.002
_MOST_UNMAPPED = 0.02
_ENDS = frozenset("\r\n")
_REPLACED = "\ufffd"
_UNKNOWN = ord(_REPLACED)
Spot = tuple[int, int, int, int]


@dataclass(frozen=True)
class Line:
    """A printed line: `spots[i]` is where sign i stands, None for a blank that is not drawn."""

    page: int
    passage: Passage
    spots: tuple[Spot | None, ...]


@dataclass(frozen=True)
class PageFile:
    """The lines of all pages, and what else there is."""

    leaves: tuple[Leaf, ...]
    lines: tuple[Line, ...]
    remarks: tuple[tuple[str, int], ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The lines as passages."""
        return tuple(line.passage for line in self.lines)

    def look(self) -> Look:
        """What can be marked."""
        return Look("pages", (self.passages,), (), self.leaves, self.remarks)


@dataclass(frozen=True)
class Again:
    """What is found in a PDF that was made here: it should be pages and nothing else."""

    pages: int
    text: str
    extras: int


def read_pages(data: bytes) -> PageFile:
    """Read a PDF. Refused for what is locked, broken, or beyond bounds."""
    leaves: list[Leaf] = []
    lines: list[Line] = []
    with opened(data) as document:
        remarks = beside(document, data)
        for number in range(1, len(document) + 1):
            with page_of(document, number) as page:
                signs = list(_signs(page))
                leaves.append(_leaf(page, number, signs))
                lines += _lines(signs, number)
    return PageFile(tuple(leaves), tuple(lines), tuple(sorted(remarks.items())))


def read_page(page: pypdfium2.PdfPage, number: int) -> list[Line]:
    """The lines of one open page."""
    return list(_lines(list(_signs(page)), number))


def read_again(data: bytes) -> Again:
    """Read what was made, for the proof."""
    with opened(data) as document:
        extras = sum(beside(document, data).values())
        texts = []
        for number in range(len(document)):
            page = document[number]
            texts.append(page.get_textpage().get_text_range())
            page.close()
        return Again(len(document), "".join(texts), extras)


def _signs(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Spot | None]]:
    text = page.get_textpage()
    try:
        for at in range(text.count_chars()):
            sign = chr(pdfium.FPDFText_GetUnicode(text, at) or _UNKNOWN)
            sign = _REPLACED if "\ud800" <= sign <= "\udfff" else sign
            yield sign, _spot(page, text.get_charbox(at, loose=True))
    finally:
        text.close()


def _spot(page: pypdfium2.PdfPage, box: tuple[float, float, float, float]) -> Spot | None:
    """A box in the units of the page as fractions of what is shown, turned as the page is."""
    left, bottom, right, top = box
    if left == right or bottom == top:
        return None
    (x0, y0), (x1, y1) = _shown(page, left, top), _shown(page, right, bottom)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, across, down)
    return across.value, down.value


def _lines(signs: list[tuple[str, Spot | None]], page: int) -> Iterator[Line]:
    found: list[tuple[str, Spot | None]] = []
    number = 0
    for sign, spot in [*signs, ("\n", None)]:
        if sign not in _ENDS:
            found.append((sign, spot))
            continue
        text = "".join(one for one, _ in found)
        if text.strip():
            number += 1
            passage = Passage(f"{page}-{number}", f"第 {page} 页第 {number} 行", text)
            yield Line(page, passage, tuple(spot for _, spot in found))
        found = []


def _leaf(page: pypdfium2.PdfPage, number: int, signs: list[tuple[str, Spot | None]]) -> Leaf:
    width, height = page.get_size()
    texts = [sign for sign, _ in signs if not sign.isspace()]
    unmapped = sum(1 for sign in texts if sign == _REPLACED or "\ue000" <= sign <= "\uf8ff")
    is_read = (
        bool(texts)
        and unmapped <= _MOST_UNMAPPED * len(texts)
        and _covered(page) <= _MOST_COVERED * width * height
    )
    return Leaf(number, width, height, is_read)


def _covered(page: pypdfium2.PdfPage) -> float:
    total = 0.0
    for one in pictures_on(page):
        left, bottom, right, top = one.get_bounds()
        total += abs(right - left) * abs(top - bottom)
    return total
