"""The readable pages of an archive: plain HTML that any browser shows without a network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from gongkai.rules.dossier import Item
from gongkai.work.foi.queries.archive_facts import Table

_STYLE = (
    "body{font:16px/1.7 serif;margin:2em auto;max-width:60em;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;margin-bottom:1.5em}"
    "th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}"
    "td{white-space:pre-wrap;overflow-wrap:anywhere}"
)


def page(title: str, facts: Sequence[tuple[str, str]], tables: Iterable[Table]) -> bytes:
    """A page with facts on top and tables below; a table of one row stands upright."""
    parts = [f"<h1>{escape(title)}</h1>"]
    if facts:
        parts.append(_upright("", [name for name, _ in facts], [value for _, value in facts]))
    for one in tables:
        upright = len(one.rows) == 1
        parts.append(_upright(one.title, one.columns, one.rows[0]) if upright else _flat(one))
    return _whole(title, parts)


def contents(title: str, items: Iterable[tuple[Item, str]]) -> bytes:
    """The list of the items with links, sizes and hashes."""
    rows = "".join(
        f'<tr><td>{place}</td><td><a href="{escape(item.path)}">{escape(item.title)}</a><br>'
        f"{escape(item.path)}</td><td>{len(item.data)}</td><td>{sha256}</td></tr>"
        for place, (item, sha256) in enumerate(items, 1)
    )
    head = "<tr><th>序号</th><th>材料</th><th>字节数</th><th>SHA-256</th></tr>"
    return _whole(title, [f"<h1>{escape(title)}</h1>", f"<table>{head}{rows}</table>"])


def _whole(title: str, parts: Iterable[str]) -> bytes:
    text = (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )
    return text.encode()


def _upright(title: str, names: Sequence[str], values: Sequence[str]) -> str:
    head = f"<h2>{escape(title)}</h2>" if title else ""
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in zip(names, values, strict=True)
        if value
    )
    return f"{head}<table>{rows}</table>"


def _flat(table: Table) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>"
        for row in table.rows
    )
    return f"<h2>{escape(table.title)}</h2><table><tr>{head}</tr>{rows}</table>"
