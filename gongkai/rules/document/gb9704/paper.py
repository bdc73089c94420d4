"""A Word document as plain values: its lines with their look, its page, its margins."""

from __future__ import annotations

from dataclasses import dataclass

BODY, BOX, TABLE = "body", "box", "table"


@dataclass(frozen=True)
class Paragraph:
    """One line as it is read: with its automatic number, with changes accepted.

    `where` is body, box (a text box) or table; `align` left, center or right; `indent` the first
    line's indent and `size` the type's height in points, nought where the file does not say;
    `face` the face of the Chinese characters.
    """

    text: str
    where: str = BODY
    align: str = "left"
    indent: float = 0.0
    face: str = ""
    size: float = 0.0
    bold: bool = False
    red: bool = False
    style: str = ""


@dataclass(frozen=True)
class WordPaper:
    """A Word document; width and height in millimetres, nought where the file does not say.

    The counts are of what the lines do not tell: pictures, tables, changes that were tracked,
    comments, and pieces of hidden text.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    width: float = 0.0
    height: float = 0.0
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    headers: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    has_page_numbers: bool = False
    pictures: int = 0
    tables: int = 0
    changes: int = 0
    comments: int = 0
    hidden: int = 0
