"""The yearly report on open government information: its title, and by when it must be public."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

from gongkai.rules.facts import FactField, fields_of

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("annual_report.toml").read_text("utf-8"))
_OF_A_ROW = ("source", "verified")
REPORT_FIELDS: tuple[FactField, ...] = fields_of(
    {name: value for name, value in row.items() if name not in _OF_A_ROW} for row in _DATA["fact"]
)
TITLE: str = _DATA["title"]["pattern"]
_DUE: dict[str, str] = {row["kind"]: row["month_day"] for row in _DATA["due"]}


def report_title(organisation: str, year: int) -> str:
    """Return the title that the report of an organisation on a year must bear.

    Source: 国办公开办函〔2021〕30号 (unverified).

    >>> report_title("青禾区财政局", 2025)
    '青禾区财政局2025年政府信息公开工作年度报告'
    """
    return TITLE.format(organisation=organisation, year=year)


def report_due(kind: str, year: int) -> date | None:
    """Return the last day to publish the report on `year`; None for a kind that need not report.

    `kind` is that of the organisation. Source: 政府信息公开条例 第四十九条; towns: practice.

    >>> report_due("department", 2025), report_due("district", 2025), report_due("enterprise", 2025)
    (datetime.date(2026, 1, 31), datetime.date(2026, 3, 31), None)
    """
    return date.fromisoformat(f"{year + 1}-{_DUE[kind]}") if kind in _DUE else None


def last_due_year(kind: str, on: date) -> int | None:
    """Return the newest year whose report must have been public before `on`.

    Source: 政府信息公开条例 第四十九条.

    >>> last_due_year("department", date(2026, 1, 31)), last_due_year("town", date(2026, 2, 1))
    (2024, 2025)
    """
    due_on = report_due(kind, on.year - 1)
    if due_on is None:
        return None
    return on.year - 1 if due_on < on else on.year - 2
