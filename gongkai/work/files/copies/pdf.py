"""A copy as PDF: tagged, to be kept (PDF/A), the same bytes each time.

Text goes in as data and never as source, so nothing in it can be taken for a command.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import typst

from gongkai.work.files.copies.glyphs import FOLDER, shown
from gongkai.work.files.copies.measures import (
    MOST_UNTORN,
    fact_rows,
    length,
    table_size,
    table_widths,
)
from gongkai.work.files.copies.paper import Block, Paper, Run
from gongkai.work.files.copies.pictures import NAMELESS, Shown, fitted, unshown

STANDARDS: list[Literal["a-2b", "ua-1"]] = ["a-2b", "ua-1"]
UNTITLED = "（没有标题）"
_TEXT_POINTS = (210 - 28 - 26) / 25.4 * 72
_LINES_POINTS = 560.0


@cache
def fonts() -> Any:
    """The faces, read once for all copies; those of the machine are left out."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FOLDER])


@cache
def _source() -> bytes:
    return files("gongkai.work.files.copies").joinpath("record.typ").read_bytes()


def as_pdf(paper: Paper) -> bytes:
    """The paper as PDF/A-2b and PDF/UA-1, dated by the moment of its publication."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        pictures = {}
        for sha256, data in paper.pictures.items():
            if fit := fitted(data, _TEXT_POINTS, _LINES_POINTS):
                (Path(folder) / f"{sha256}.{fit.extension}").write_bytes(fit.data)
                pictures[sha256] = fit
        made = typst.compile(
            _source(),
            root=folder,
            font_paths=fonts(),
            sys_inputs={"paper": _drawable(_told(paper, pictures))},
            pdf_standards=[*STANDARDS],
            timestamp=int(paper.published_at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def _drawable(told: dict[str, Any]) -> str:
    """The values as JSON in which every sign can be drawn, with a list of those that cannot."""
    missing: set[str] = set()

    def text(value: Any) -> Any:
        if isinstance(value, str):
            return shown(value, missing)
        if isinstance(value, list):
            return [text(one) for one in value]
        if isinstance(value, dict):
            return {name: text(one) for name, one in value.items()}
        return value

    fit = text(told)
    codes = "、".join(f"U+{ord(sign):04X}" for sign in sorted(missing))
    # A PDF that everybody can use must have a title.
    title = fit["title"].strip() or UNTITLED
    return json.dumps(fit | {"title": title, "missing": codes}, ensure_ascii=False)


def _told(paper: Paper, pictures: Mapping[str, Shown]) -> dict[str, Any]:
    """What the source prints, as plain values."""
    on = paper.published_at
    return {
        "title": paper.title,
        "issuer": paper.issuer,
        "number": paper.number,
        "publisher": paper.publisher,
        "keywords": list(paper.keywords),
        "day": [on.year, on.month, on.day],
        "footer": list(paper.footer),
        "url": paper.url,
        "facts": [[list(pair) for pair in row] for row in fact_rows(paper.facts)],
        "files": [asdict(one) for one in paper.files],
        "blocks": [_block(one, pictures) for one in paper.blocks],
    }


def _block(one: Block, pictures: Mapping[str, Shown]) -> dict[str, Any]:
    """A block with what the source needs besides: the file of a picture, the widths of a table."""
    if one.kind == "picture" and one.picture not in pictures:
        one = Block("paragraph", runs=(Run(unshown(one.alt)),))
    told: dict[str, Any] = {
        "kind": one.kind,
        "side": one.side,
        "level": one.level,
        "is_ordered": one.is_ordered,
        "runs": [asdict(run) for run in one.runs],
        "blocks": [_block(inner, pictures) for inner in one.blocks],
        "items": [[_block(inner, pictures) for inner in item] for item in one.items],
    }
    if one.kind == "picture":
        fit = pictures[one.picture]
        path = f"{one.picture}.{fit.extension}"
        told |= {"path": path, "alt": one.alt or NAMELESS, "width": fit.width}
    if one.kind == "table":
        told |= _table(one, pictures)
    return told


def _table(table: Block, pictures: Mapping[str, Shown]) -> dict[str, Any]:
    cells = [
        {
            "x": cell.x, "y": cell.y, "width": cell.width, "height": cell.height,
            "is_head": cell.is_head, "is_whole": length(cell) <= MOST_UNTORN,
            "blocks": [_block(inner, pictures) for inner in cell.blocks],
        }
        for cell in table.cells
    ]  # fmt: skip
    return {
        "rows": table.rows,
        "head": table.head,
        "widths": table_widths(table),
        "size": table_size(table.columns),
        "cells": cells,
    }
