"""What every bulk source offers: its columns and its rows, each with what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from gongkai.rules.imports.columns import plain
from gongkai.work.files.html import Picture

_BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Document:
    """What was read out of one Word or HTML file: clean HTML and the pictures in it."""

    html: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class SourceRow:
    """One row as it stands in the source. `number` is what a person counts: the row of a sheet,
    the line of a file, the place of a document in its folder, which `name` then tells.

    `fault` says in Chinese why the row cannot be read at all; `remarks` what was decided in
    reading it. A cell that cannot be read holds a BadValue.
    """

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    name: str = ""
    fault: str = ""
    remarks: tuple[str, ...] = ()
    document: Document | None = None


@dataclass
class Source:
    """A source opened: the names of its columns in order, and remarks on it as a whole.

    `has_bodies`: its rows are documents in files of their own.
    """

    has_bodies: ClassVar[bool] = False

    name: str
    digest: str
    columns: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[SourceRow]:
        """The rows in their order, read as they are asked for; every call begins anew."""
        raise NotImplementedError

    def file(self, name: str) -> bytes | None:
        """The bytes of a file that lies beside the documents; None if there is none."""
        return None


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def named_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Names for the cells of a header: none twice, none empty."""
    found: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"第{place}列"
        unique, count = name, 1
        while unique in found:
            count += 1
            unique = f"{name}（{count}）"
        found[unique] = None
    return tuple(found)


def header_at(rows: Sequence[Sequence[str]], known: frozenset[str]) -> int:
    """The place of the row that names the columns: most names that are known, else the first."""
    scores = [sum(plain(cell) in known for cell in row) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best > 1 else 0
