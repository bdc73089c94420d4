"""What a copy says: title, head, body in blocks, official data, files, and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Run:
    """Some text in one look; `link` is where it leads. A line break is the text "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    sup: bool = False
    sub: bool = False
    link: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table at its place, over so many columns and rows."""

    x: int
    y: int
    width: int
    height: int
    is_head: bool
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Block:
    """A piece of the text: paragraph, heading, list, table, picture or quote.

    `level` is that of a heading, from 1; `side` is left (indented), flush, center or right. A list
    has `items`, a table its `cells` in `columns`, of which the first `head` rows are repeated; a
    picture has the `picture`'s SHA-256 and its words in `alt`.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    side: str = "left"
    is_ordered: bool = False
    items: tuple[tuple[Block, ...], ...] = ()
    blocks: tuple[Block, ...] = ()
    columns: int = 0
    rows: int = 0
    head: int = 0
    cells: tuple[Cell, ...] = ()
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Attached:
    """A file that goes with the text: its name, its size in words, where it is."""

    name: str
    size: str
    url: str


@dataclass(frozen=True)
class Paper:
    """One published text. `issuer` and `number` head it if it is a numbered document.

    `facts` are labels and values; `pictures` the bytes of the body's pictures by their SHA-256;
    `footer` are lines that stand at the foot of every page.
    """

    title: str
    issuer: str
    number: str
    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...]
    files: tuple[Attached, ...]
    publisher: str
    url: str
    footer: tuple[str, ...]
    published_at: datetime
    keywords: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
