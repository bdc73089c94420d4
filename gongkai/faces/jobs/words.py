"""Reading what is written on a command line, refusing it in one sentence."""

from __future__ import annotations

import re
from datetime import date

from gongkai.faces.jobs.exits import Unfit

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: str, name: str) -> date:
    """The date that `text` writes; `name` is the argument that it was given for."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Unfit(f"{name} 的日期“{text}”不对，请写成 2023-07-25 这样的日期。")


def day_or_none(text: str | None, name: str) -> date | None:
    """The date that `text` writes, if the argument was given."""
    return None if text is None else day(text, name)
