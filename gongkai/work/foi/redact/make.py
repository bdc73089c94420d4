"""The way in: what a file holds, a picture of a page, and the new file with its proof."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.work.foi.redact.marks import Leaf, Look, Mark, Redacted, refuse_unfit
from gongkai.work.foi.redact.pdf_open import drawn, opened, page_of
from gongkai.work.foi.redact.pdf_reading import read_pages
from gongkai.work.foi.redact.pdf_redact import redact_pages, redact_picture
from gongkai.work.foi.redact.pixels import encoded, upright
from gongkai.work.foi.redact.proof import Check, prove
from gongkai.work.foi.redact.word_file import read_word
from gongkai.work.foi.redact.word_redact import redact_word
from gongkai.work.journal.deeds import Refused

# Changes when the same marks could give another file.
EDITION = "2026-1"
MOST_BYTES = 50 * 1024 * 1024
PICTURES = frozenset({"png", "jpg", "jpeg"})
KINDS = frozenset({"docx", "pdf", *PICTURES})
PREVIEW_DOTS = 96


def look(extension: str, data: bytes) -> Look:
    """What a file holds and what can be marked in it. Refused for kinds that cannot be redacted."""
    _refuse_kind(extension, data)
    if extension == "docx":
        return read_word(data).look()
    if extension == "pdf":
        return read_pages(data).look()
    picture = upright(data)
    if picture is None:
        raise Refused("redact_damaged")
    return Look("picture", leaves=(Leaf(1, *picture.size, is_read=False),))


def page_picture(extension: str, data: bytes, page: int) -> bytes:
    """A page of a PDF, or the picture itself, as PNG for the screen."""
    _refuse_kind(extension, data)
    if extension in PICTURES:
        picture = upright(data)
        if picture is None or page != 1:
            raise Refused("redact_place_gone")
        picture.thumbnail((1200, 1700))
        return encoded(picture, photo=False)[0]
    with opened(data) as document:
        if not 1 <= page <= len(document):
            raise Refused("redact_place_gone")
        with page_of(document, page) as one:
            return encoded(drawn(one, page, PREVIEW_DOTS), photo=False)[0]


def redact(
    extension: str, data: bytes, marks: Sequence[Mark]
) -> tuple[Redacted, tuple[Check, ...]]:
    """The new file and the checks that it passed. Refused if anything marked is still found.

    The original is never given in its stead.
    """
    _refuse_kind(extension, data)
    refuse_unfit(marks)
    if extension == "docx":
        made = redact_word(data, marks)
    elif extension == "pdf":
        made = redact_pages(data, marks)
    else:
        made = redact_picture(data, extension, marks)
    return made, prove(made)


def _refuse_kind(extension: str, data: bytes) -> None:
    if extension not in KINDS:
        raise Refused("redact_kind", extension=extension)
    if len(data) > MOST_BYTES:
        raise Refused("redact_too_large")
