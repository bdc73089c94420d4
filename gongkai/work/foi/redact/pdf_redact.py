"""Every page of a PDF as pixels, the marked places black; nothing else goes into the new file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from gongkai.work.files.copies.glyphs import FOLDER
from gongkai.work.foi.redact.marks import WHOLE, Box, Mark, Place, Redacted, grounds_said
from gongkai.work.foi.redact.pdf_open import drawn, opened, page_of
from gongkai.work.foi.redact.pdf_reading import FINE, Line, PageFile, Spot, read_pages
from gongkai.work.foi.redact.pdf_writing import Book
from gongkai.work.foi.redact.pixels import encoded, upright
from gongkai.work.foi.redact.spans import spans_of
from gongkai.work.journal.deeds import Refused

_FACE = "NotoSansSC-Regular.otf"
_PAD = 120
_LEAST_LETTER = 12
_OF_HEIGHT = 0.72
_EXTENSIONS = {"png": "png", "jpg": "jpg", "jpeg": "jpg"}


def redact_pages(data: bytes, marks: Sequence[Mark]) -> Redacted:
    """The PDF without what is marked. Refused for a mark that fits nothing in it."""
    given = read_pages(data)
    spans = spans_of([given.passages], marks)
    lines = {line.passage.key: line for line in given.lines}
    by_text = [
        Place(one.ground, one.why, one.key, one.start, one.end, lines[one.key].page)
        for one in spans.places
    ]
    by_box = _boxed(marks, len(given.leaves))
    painted: dict[int, list[tuple[Spot, str]]] = {}
    for place in by_text:
        for spot in spots_of(lines[place.key], place):
            painted.setdefault(place.page, []).append((spot, place.ground))
    for place in by_box:
        assert place.box is not None
        painted.setdefault(place.page, []).append((fine(place.box), place.ground))
    return Redacted(
        _drawn_anew(data, given, painted), "pdf", (*by_text, *by_box), given.remarks,
        spans.removed, (), len(given.leaves),
    )  # fmt: skip


def redact_picture(data: bytes, extension: str, marks: Sequence[Mark]) -> Redacted:
    """The photo or drawing with the marked boxes black and nothing beside its pixels."""
    picture = upright(data)
    if picture is None:
        raise Refused("redact_damaged")
    if any(not mark.box for mark in marks):
        raise Refused("redact_picture_has_no_text")
    places = _boxed(marks, 1)
    paint(picture, [(fine(one.box), one.ground) for one in places if one.box is not None])
    made = encoded(picture, photo=_EXTENSIONS[extension] == "jpg")
    return Redacted(*made, tuple(places), (), ())


def spots_of(line: Line, place: Place) -> Iterator[Spot]:
    """The boxes over the signs of a place: one as long as they stand side by side."""
    whole: Spot | None = None
    for spot in line.spots[place.start : place.end]:
        if spot is None:
            continue
        if whole is not None and _are_neighbours(whole, spot):
            whole = _both(whole, spot)
            continue
        if whole is not None:
            yield _padded(whole)
        whole = spot
    if whole is not None:
        yield _padded(whole)


def paint(picture: Image.Image, boxes: Sequence[tuple[Spot, str]]) -> None:
    """Paint the boxes black, and where there is room write the article in them."""
    pen = ImageDraw.Draw(picture)
    dark = (0, 0, 0, 255) if picture.mode == "RGBA" else (0, 0, 0)
    light = (255, 255, 255, 255) if picture.mode == "RGBA" else (255, 255, 255)
    areas = [(area_of(spot, picture.size), ground) for spot, ground in boxes]
    for area, _ in areas:
        pen.rectangle(area, fill=dark)
    for area, ground in areas:
        _label(pen, area, grounds_said(ground), light)


def _label(
    pen: ImageDraw.ImageDraw, area: Box, words: Sequence[str], light: tuple[int, ...]
) -> None:
    """The longest of the wordings that can be read in the area."""
    left, top, right, bottom = area
    for one in words:
        size = int(min((bottom - top) * _OF_HEIGHT, (right - left) / len(one) * 0.95, 40))
        if size >= _LEAST_LETTER:
            middle = ((left + right) / 2, (top + bottom) / 2)
            pen.text(middle, one, fill=light, font=face(size), anchor="mm")
            return


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    """The face for words on pages, of so many pixels."""
    return ImageFont.truetype(str(FOLDER / _FACE), size)


def _drawn_anew(data: bytes, given: PageFile, painted: dict[int, list[tuple[Spot, str]]]) -> bytes:
    book = Book()
    with opened(data) as document:
        for leaf in given.leaves:
            with page_of(document, leaf.number) as page:
                picture = drawn(page, leaf.number)
            paint(picture, painted.get(leaf.number, []))
            book.add(picture, leaf.width, leaf.height)
    return book.done()


def _boxed(marks: Sequence[Mark], pages: int) -> list[Place]:
    places = []
    for mark in marks:
        if mark.box is not None:
            if not 1 <= mark.page <= pages:
                raise Refused("redact_place_gone")
            places.append(Place(mark.ground, "mark", page=mark.page, box=mark.box))
    return places


def fine(box: Box) -> Spot:
    """A box of a mark in the parts in which signs have their places."""
    left, top, right, bottom = (one * FINE // WHOLE for one in box)
    return left, top, right, bottom


def _are_neighbours(one: Spot, other: Spot) -> bool:
    """True if a box over both covers nothing but them: same line, small gap."""
    height = max(1, min(one[3] - one[1], other[3] - other[1]))
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[2], other[2])
    return overlap > height / 2 and gap < 2 * height


def _both(one: Spot, other: Spot) -> Spot:
    return (
        min(one[0], other[0]), min(one[1], other[1]),
        max(one[2], other[2]), max(one[3], other[3]),
    )  # fmt: skip


def _padded(spot: Spot) -> Spot:
    """A little more than the signs, whose edges can reach beyond their boxes."""
    return (
        max(0, spot[0] - _PAD), max(0, spot[1] - _PAD),
        min(FINE, spot[2] + _PAD), min(FINE, spot[3] + _PAD),
    )  # fmt: skip


def area_of(spot: Spot, size: tuple[int, int]) -> Box:
    """Whole pixels, never less than the spot."""
    left, top, right, bottom = spot
    return (
        left * size[0] // FINE, top * size[1] // FINE,
        -(-right * size[0] // FINE), -(-bottom * size[1] // FINE),
    )  # fmt: skip
