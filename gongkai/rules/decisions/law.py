"""The law of decisions as data: what is one, its terms, its channels, the slots of its dossier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

MAJOR, NORMATIVE = "major", "normative"
KINDS = (MAJOR, NORMATIVE)


class UnknownKind(ValueError):
    """A decision is of no kind that there are rules for; `kind` is what was given."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Entry:
    """A coded item of a list of the law: what it is called, where it stands, whether checked."""

    code: str
    label: str
    source: str
    verified: bool


class Scope(Entry):
    """A class of matters that are major decisions, or that are none."""


class Channel(Entry):
    """A way by which a consultation is announced, or by which an opinion comes in."""


class SlotKind(Entry):
    """A place of the dossier (归集) of a decision."""


@dataclass(frozen=True)
class Paper(Entry):
    """A paper that is put before the meeting if `phase` was gone through."""

    phase: str


@dataclass(frozen=True)
class Term:
    """`count` of `unit` ("days", "workdays", "years", "count"); `most` ends a range.

    `verified` is true only for what was read in the law itself.
    """

    name: str
    count: int
    unit: str
    source: str
    verified: bool
    most: int | None = None


@dataclass(frozen=True)
class YearDay:
    """A day of every year."""

    month: int
    day: int
    source: str
    verified: bool


def load(name: str) -> dict[str, Any]:
    """Return a file of the data of rules, read."""
    return tomllib.loads(files("gongkai.rules.data").joinpath(name).read_text("utf-8"))


_DATA = load("decisions.toml")
LAW: str = _DATA["law"]


def cited(article: str) -> str:
    """Return an article with the name of its law in front, if it has none.

    >>> cited("第十五条"), cited("国办发〔2018〕37号")
    ('重大行政决策程序暂行条例第十五条', '国办发〔2018〕37号')
    """
    return LAW + article if article.startswith("第") else article


def cited_for(kind: str, article: str, own: str | None = None) -> str:
    """Return what asks a thing of that kind: its `own` article, or by analogy (参照) the other's.

    >>> cited_for("normative", "第十五条")
    '参照重大行政决策程序暂行条例第十五条'
    """
    if kind == MAJOR:
        return cited(article)
    if own:
        return cited(own)
    return f"参照{cited(article)}" if article.startswith("第") else article


def _rows(name: str) -> list[dict[str, Any]]:
    return [{**row, "source": cited(row["source"])} for row in _DATA[name]]


def _pairs(name: str) -> list[tuple[str, str, str, bool]]:
    table = _DATA[name]
    return [(*row, cited(table["source"]), table["verified"]) for row in table["rows"]]


SCOPES = tuple(Scope(**row) for row in _rows("scope"))
EXCLUSIONS = tuple(Scope(**row) for row in _rows("exclusion"))
CHANNELS = tuple(Channel(*row) for row in _pairs("channels"))
INTAKE = tuple(Channel(*row) for row in _pairs("intake"))
SLOTS = tuple(SlotKind(*row) for row in _pairs("slots"))
PAPERS = tuple(Paper(**row) for row in _rows("paper"))
TERMS: Mapping[str, Term] = MappingProxyType(
    {
        name: Term(name=name, **{**row, "source": cited(row["source"])})
        for name, row in _DATA["term"].items()
    }
)
EARLY = YearDay(**_DATA["early"])
"""The last day that still is early in the year."""
