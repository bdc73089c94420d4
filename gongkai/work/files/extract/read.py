"""Opening a file of any kind for its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from gongkai.work.files.extract.fixed import read_ofd
from gongkai.work.files.extract.office import read_docx
from gongkai.work.files.extract.package import Reader
from gongkai.work.files.extract.picture import read_picture
from gongkai.work.files.extract.plain import read_csv, read_html, read_txt
from gongkai.work.files.extract.portable import read_pdf
from gongkai.work.files.extract.workbook import read_xlsx
from gongkai.work.files.extract.writer import Extract, Unreadable

MAX_BYTES = 50 * 1024 * 1024
_WITH_FILES: dict[str, Callable[[bytes, Reader | None], Extract]] = {
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}
_READERS: dict[str, Callable[[bytes], Extract]] = {
    ".ofd": read_ofd,
    ".png": read_picture,
    ".jpg": read_picture,
    ".jpeg": read_picture,
    ".gif": read_picture,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_txt,
    ".md": read_txt,
    ".csv": read_csv,
}


def extract(name: str, data: bytes) -> Extract:
    """Return the text of the file. Raises Unreadable, whatever is wrong with it."""
    return _extract(name, data, lambda name, data: _extract(name, data, None))


def _extract(name: str, data: bytes, within: Reader | None) -> Extract:
    if not data:
        raise Unreadable("empty")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    suffix = PurePath(name).suffix.lower()
    if suffix not in {*_WITH_FILES, *_READERS}:
        raise Unreadable("unknown_type")
    try:
        return (
            _WITH_FILES[suffix](data, within) if suffix in _WITH_FILES else _READERS[suffix](data)
        )
    except Unreadable:
        raise
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise Unreadable("encrypted" if locked else "damaged") from error
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable("damaged") from error
    except Exception as error:  # the libraries raise whatever a damaged file makes them raise
        raise Unreadable("damaged") from error
