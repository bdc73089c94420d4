"""A page as it is marked on: with a grid in percent, and shades over what is marked."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from gongkai.work.foi.redact.marks import Box, Place
from gongkai.work.foi.redact.pdf_open import drawn, opened, page_of
from gongkai.work.foi.redact.pdf_reading import Spot, read_page
from gongkai.work.foi.redact.pdf_redact import area_of, face, fine, spots_of
from gongkai.work.foi.redact.pixels import encoded, upright
from gongkai.work.journal.deeds import Refused

SCREEN_DOTS = 110
_WIDEST = (1300, 1800)
_LINE, _SHADE = (40, 90, 200, 70), (200, 30, 30, 120)
_LETTERS = (30, 70, 170, 255)
_TENTHS = 10


def marked_sheet(
    extension: str, data: bytes, page: int, places: Sequence[Place], boxes: Sequence[Box]
) -> bytes:
    """Page `page` from 1 as PNG with `places` in its lines. Refused for one that is not there."""
    if extension == "pdf":
        sheet, spots = _page(data, page, places)
    else:
        picture = upright(data)
        if picture is None or page != 1:
            raise Refused("redact_place_gone")
        picture.thumbnail(_WIDEST)
        sheet, spots = picture, []
    spots += [fine(box) for box in boxes]
    return encoded(_shaded(sheet.convert("RGB"), spots), photo=False)[0]


def _page(data: bytes, number: int, places: Sequence[Place]) -> tuple[Image.Image, list[Spot]]:
    with opened(data) as document:
        if not 1 <= number <= len(document):
            raise Refused("redact_place_gone")
        with page_of(document, number) as one:
            sheet = drawn(one, number, SCREEN_DOTS)
            lines = {line.passage.key: line for line in read_page(one, number)}
    here = [place for place in places if place.key in lines]
    return sheet, [spot for place in here for spot in spots_of(lines[place.key], place)]


def _shaded(sheet: Image.Image, spots: Sequence[Spot]) -> Image.Image:
    """Lines at every tenth with their numbers, and shades that let the words be seen."""
    over = Image.new("RGBA", sheet.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(over)
    across, down = sheet.size
    for tenth in range(1, _TENTHS):
        x, y = across * tenth // _TENTHS, down * tenth // _TENTHS
        pen.line([(x, 0), (x, down)], fill=_LINE)
        pen.line([(0, y), (across, y)], fill=_LINE)
        pen.text((x + 2, 1), str(10 * tenth), fill=_LETTERS, font=face(14))
        pen.text((2, y + 1), str(10 * tenth), fill=_LETTERS, font=face(14))
    for spot in spots:
        pen.rectangle(area_of(spot, sheet.size), fill=_SHADE)
    return Image.alpha_composite(sheet.convert("RGBA"), over).convert("RGB")
