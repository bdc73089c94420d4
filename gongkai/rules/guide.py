"""The guide to open government information: what it tells, who must have one, when it is stale."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from importlib.resources import files

from gongkai.rules.document import publication_due
from gongkai.rules.facts import FactField, fields_of

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("guide.toml").read_text("utf-8"))
GUIDE_FIELDS: tuple[FactField, ...] = fields_of(_DATA["guide"]["fact"])
DIRECTORY_FIELDS: dict[str, str] = _DATA["directory"]["labels"]
OBLIGED_KINDS: tuple[str, ...] = tuple(_DATA["obliged"]["kinds"])


def guide_due(changed_on: date) -> date:
    """Return the last day to bring the guide up to date with a change of that day.

    Article 12 says 及时 and gives no days; article 26 gives 20 workdays to whatever changes.
    Source: 政府信息公开条例 第十二条, 第二十六条; the reading is ours.

    >>> guide_due(date(2026, 3, 2))
    datetime.date(2026, 3, 30)
    """
    return publication_due(changed_on, provisional=True)


def stale_since(published_on: date, renamed_on: date | None, on: date) -> date | None:
    """Return since when a guide of that day has borne a name that is none any more, else None.

    Source: 政府信息公开条例 第五十三条第（二）项 (不及时更新); the reading is ours.
    """
    if renamed_on is None or published_on >= renamed_on:
        return None
    due_on = guide_due(renamed_on)
    return due_on + timedelta(days=1) if due_on < on else None
