"""The basic catalogue of the example district: its first edition and its revision in spring."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.work.records.actions.edition_adopt import adopt
from gongkai.work.records.actions.edition_rows import add_row, add_rows, change_row, remove_row
from gongkai.work.records.actions.editions import begin
from gongkai.work.records.models.edition import Edition

TITLE = "青禾区主动公开基本目录"
_PARTS = ("code", "field", "column", "first", "second", "content", "basis", "limit_text",
          "publishers_text")  # fmt: skip
_SITE = "website"


def adopt_first(district: District, at: datetime) -> Edition:
    """Write the first edition and put it in force."""
    by = district.officer
    edition = begin(by=by, at=at, title=TITLE)
    rows = [parts(row) for row in load("editions.toml")["first"]["rows"]]
    add_rows(edition=edition, rows=rows, by=by, at=at)
    return adopt(edition=edition, by=by, at=at)


def adopt_second(district: District, at: datetime) -> Edition:
    """Revise it as the plan asks, within 20 workdays of the plan."""
    by, data = district.officer, load("editions.toml")["second"]
    edition = begin(by=by, at=at, note=data["note"])
    for row in data["added"]:
        add_row(edition=edition, by=by, at=at, **parts(row))
    for changed in data["changed"]:
        told = {name: value for name, value in changed.items() if name != "code"}
        change_row(row=edition.rows.get(code=changed["code"]), by=by, at=at, **told)
    for code in data["removed"]:
        remove_row(row=edition.rows.get(code=code), by=by, at=at)
    return adopt(edition=edition, by=by, at=at)


def parts(row: list[str]) -> dict[str, Any]:
    """A row of editions.toml as `add_row` takes it.

    >>> parts([*[""] * 9, "group=企业 proactive town +!print"])["channels_must"]
    ['website', 'print']
    """
    ticks, _, channels = row[-1].partition("+")
    words = ticks.split()
    group = next((word.partition("=")[2] for word in words if word.startswith("group")), "")
    named = channels.split()
    return {
        **dict(zip(_PARTS, row, strict=False)),
        "channels": [_SITE, *(one.lstrip("!") for one in named)],
        "channels_must": [_SITE, *(one[1:] for one in named if one.startswith("!"))],
        "audience": "group" if group else "all",
        "audience_group": group,
        "mode": "on_request" if "on_request" in words else "proactive",
        "at_county": "county" in words,
        "at_town": "town" in words,
    }
