"""The documents of the example district: read from documents.toml, set as simple HTML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return one of the data files beside this module."""
    return tomllib.loads(files("gongkai.faces.jobs.demo").joinpath(name).read_text("utf-8"))


def markup(body: str) -> str:
    """Lines to paragraphs, headings (一、…) and tables (| a | b |).

    >>> markup("公开如下。")
    '<p>公开如下。</p>'
    """
    lines = [line.strip() for line in body.strip().splitlines() if line.strip()]
    blocks = groupby(lines, lambda line: line.startswith("|"))
    return "".join(_table(rows) if is_table else _text(rows) for is_table, rows in blocks)


def _text(lines: Iterable[str]) -> str:
    return "".join(_line(line) for line in lines)


def _line(line: str) -> str:
    tag = "h2" if line[:2] in {"一、", "二、", "三、", "四、"} else "p"
    return f"<{tag}>{escape(line)}</{tag}>"


def _table(lines: Iterable[str]) -> str:
    head, *rows = [[escape(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    labels = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{labels}</tr></thead><tbody>{body}</tbody></table>"
