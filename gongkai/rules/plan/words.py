"""The words a plan is written in: column labels, unit endings, refusals."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Words:
    """The lists of plan_words.toml."""

    columns: dict[str, tuple[str, ...]]
    listings: tuple[str, ...]
    unit_endings: tuple[str, ...]
    unit_starts: tuple[str, ...]
    openers: tuple[str, ...]
    plan_titles: tuple[str, ...]
    other_titles: tuple[str, ...]
    page_feet: tuple[str, ...]
    refusals: dict[str, str]


def _load() -> Words:
    text = files("gongkai.rules.data").joinpath("plan_words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    return Words(
        columns={kind: tuple(labels) for kind, labels in data["columns"].items()},
        listings=tuple(data["listings"]["labels"]),
        unit_endings=tuple(sorted(data["units"]["endings"], key=len, reverse=True)),
        unit_starts=tuple(data["units"]["starts"]),
        openers=tuple(data["headings"]["openers"]),
        plan_titles=tuple(data["titles"]["endings"]),
        other_titles=tuple(data["titles"]["others"]),
        page_feet=tuple(data["pages"]["feet"]),
        refusals=dict(data["refusals"]),
    )


WORDS = _load()
_BLANK = re.compile(r"[\s\u3000\u200b\ufeff]+")


def squeeze(text: str) -> str:
    """Return `text` without the blanks and line breaks that the layout put in.

    >>> squeeze("2023 年\\n年底前完成")
    '2023年年底前完成'
    """
    return _BLANK.sub("", text)
