"""PDFs opened one at a time: the library behind is not made for threads. Scripts never run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from gongkai.work.files.extract.portable import PDFIUM
from gongkai.work.journal.deeds import Refused

MOST_PAGES = 100
DOTS = 200
_LEAST_DOTS = 72
_MOST_PIXELS = 25_000_000
_MOST_PIXELS_WITHIN = 120_000_000
_POINTS = 72
_DEEPEST = 8
_LONGEST_SIDE = 14_400
_PAGE_FORM = 0
_EDITIONS = re.compile(rb"%%EOF")


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, its notes and form fields drawn into its pages so that they can be read."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD
            raise Refused("redact_locked" if locked else "redact_damaged") from error
        try:
            if not len(document):
                raise Refused("redact_damaged")
            if len(document) > MOST_PAGES:
                raise Refused("redact_too_many_pages", pages=len(document), limit=MOST_PAGES)
            if document.get_formtype():
                document.init_forms()
            yield document
        except pypdfium2.PdfiumError as error:
            raise Refused("redact_damaged") from error
        finally:
            document.close()


@contextmanager
def page_of(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """Page `number` from 1, as it would be printed; Refused for one beyond bounds."""
    first = document[number - 1]
    # What a printer would show of notes and fields becomes part of the page, and so searchable.
    pdfium.FPDFPage_Flatten(first, pdfium.FLAT_PRINT)
    first.close()
    page = document[number - 1]
    try:
        width, height = page.get_size()
        if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
            raise Refused("redact_page_too_large", page=number)
        for one in pictures_on(page):
            across, down = one.get_px_size()
            if across * down > _MOST_PIXELS_WITHIN:
                raise Refused("redact_page_too_large", page=number)
        yield page
    finally:
        page.close()


def pictures_on(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfImage]:
    """The pictures on a page, also those within forms."""
    for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEPEST):
        if isinstance(one, pypdfium2.PdfImage):
            yield one


def drawn(page: pypdfium2.PdfPage, number: int, dots: int = DOTS) -> Image.Image:
    """The page as pixels, at `dots` an inch or as many as are bearable."""
    width, height = page.get_size()
    most = (_MOST_PIXELS / (width * height)) ** 0.5 * _POINTS
    if most < _LEAST_DOTS:
        raise Refused("redact_page_too_large", page=number)
    bitmap = page.render(scale=min(dots, most) / _POINTS, draw_annots=False, may_draw_forms=False)
    picture: Image.Image = bitmap.to_pil()
    return picture.convert("RGB")


def beside(document: pypdfium2.PdfDocument, data: bytes) -> Counter[str]:
    """What the file holds beside its pages, by kind; it must be asked before pages are opened."""
    found: Counter[str] = Counter()
    for number in range(len(document)):
        page = document[number]
        found["annotations"] += pdfium.FPDFPage_GetAnnotCount(page)
        page.close()
    found["embedded"] += document.count_attachments()
    found["forms"] += int(document.get_formtype() > 0)
    found["scripts"] += max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document))
    found["outline"] += sum(1 for _ in document.get_toc())
    found["properties"] += len(document.get_metadata_dict(skip_empty=True))
    found["editions"] += max(0, len(_EDITIONS.findall(data)) - 1)
    return +found
