"""Published reports as web pages, with the habits of real sites put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from gongkai.rules.report_tables import Printed, Spot, printed

TITLE = "青禾区财政局2025年政府信息公开工作年度报告"


def page(
    report: Mapping[str, Any], *, words: str = "", number: Callable[[str], str] = str,
    title: str = TITLE,
) -> bytes:  # fmt: skip
    """The three tables on a page; `number` writes each number as a site would."""
    tables = "".join(_table(one, number) for one in printed(report))
    return (
        f"<html><head><title>x</title></head><body><div><p>{title}</p>{words}"
        f'<table class="layout"><tr><td>{tables}</td></tr></table></div></body></html>'
    ).encode()


def _table(table: Printed, number: Callable[[str], str]) -> str:
    rows = ("".join(_cell(spot, number) for spot in row) for row in table.rows)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(spot: Spot, number: Callable[[str], str]) -> str:
    text = number(spot.text) if spot.key is not None else escape(spot.text)
    return f'<td rowspan="{spot.down}" colspan="{spot.across}"><p><span>{text}</span></p></td>'
