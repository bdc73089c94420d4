"""The report as a web page: what the record says, and the same as a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from gongkai.rules.report_tables import CHAPTERS, Printed, Spot, printed
from gongkai.work.reporting.queries.reports import title_of


def report_body(content: Mapping[str, Any]) -> str:
    """The six chapters as clean HTML, with the three tables."""
    return "".join(_chapters(content))


def report_page(content: Mapping[str, Any]) -> str:
    """The same as a whole document with its title."""
    title = escape(title_of(content))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><h1>{title}</h1>{report_body(content)}</body></html>\n"
    )


def _chapters(content: Mapping[str, Any]) -> Iterator[str]:
    tables = {one.code: one for one in printed(content)}
    text = content.get("text") or {}
    for chapter in CHAPTERS:
        yield f"<h2>{escape(chapter.heading)}</h2>"
        if chapter.code in tables:
            yield _table(tables[chapter.code])
        for heading, words in (text.get(chapter.heading) or {}).items():
            yield f"<h3>{escape(heading)}</h3>" if heading else ""
            lines = (line.strip() for line in (words or "无。").splitlines())
            yield "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _table(table: Printed) -> str:
    rows = "".join(f"<tr>{''.join(_cell(spot) for spot in row)}</tr>" for row in table.rows)
    return f"<table><tbody>{rows}</tbody></table>"


def _cell(spot: Spot) -> str:
    name = "th" if spot.is_head else "td"
    spans = f' rowspan="{spot.down}"' if spot.down > 1 else ""
    spans += f' colspan="{spot.across}"' if spot.across > 1 else ""
    return f"<{name}{spans}>{escape(spot.text)}</{name}>"
