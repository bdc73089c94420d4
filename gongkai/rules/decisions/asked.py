"""What the gates ask, as data: each fact with its label and article, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.law import MAJOR, cited_for, load

_DATA = load("decision_gates.toml")
GATE_ROWS: list[dict[str, Any]] = _DATA["gate"]


@dataclass(frozen=True)
class Question:
    """A fact that a gate asks for: its name in `Facts`, its label, where the law asks for it.

    `lack` is the sentence if it is not given, empty if it is not asked for by itself; `answered`: a
    "no" is an answer too; `only`: for that kind; `when`: "open" for what may be public, "exempt"
    for what may not, else ""; `future`: its day may be still to come.
    """

    name: str
    label: str
    article: str
    verified: bool = True
    lack: str = ""
    answered: bool = False
    only: str = ""
    when: str = ""
    future: bool = False

    @property
    def phase(self) -> str:
        """The value of the phase whose gate asks."""
        return self.name.partition("_")[0]

    @property
    def is_date(self) -> bool:
        """True if what is asked for is a day."""
        return self.name.endswith("_on")


@dataclass(frozen=True)
class Wrong:
    """A sentence with places for values, and the article that it follows from."""

    code: str
    text: str
    article: str
    verified: bool = True
    normative: str | None = None


@dataclass(frozen=True)
class Order:
    """Two days of which the second is not before the first; if `strict`, not the same either."""

    before: str
    after: str
    article: str
    strict: bool
    verified: bool


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {"article" if key == "source" else key: value for key, value in row.items()}


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {row["name"]: Question(**_read(row)) for row in _DATA["fact"]}
)
ORDERS = tuple(
    Order(
        before=row["days"][0],
        after=row["days"][1],
        article=row["source"],
        strict=row.get("strict", False),
        verified=row.get("verified", False),
    )
    for row in _DATA["order"]
)
_WRONG = {code: Wrong(code, **_read(row)) for code, row in _DATA["wrong"].items()}
_REMARKS = {code: Wrong(code, **_read(row)) for code, row in _DATA["remark"].items()}


def wrong(code: str, kind: str = MAJOR, **values: object) -> Lack:
    """Return what is wrong, said with its values. Raises KeyError for an unknown code or value."""
    return _said(_WRONG[code], kind, values)


def remarked(code: str, kind: str = MAJOR, **values: object) -> Lack:
    """Return something worth saying that holds nothing up. Raises KeyError as `wrong` does."""
    return _said(_REMARKS[code], kind, values)


def misdated(code: str, kind: str, row: Question | Order, **values: object) -> Lack:
    """Return what is wrong with a day, under the article of the question or of the order."""
    named = Wrong(code, _WRONG[code].text, row.article, row.verified)
    return _said(named, kind, values)


def missing(question: Question, kind: str) -> Lack:
    """Return that what the question asks for was not given; its code is the name of the fact."""
    return _said(Wrong(question.name, question.lack, question.article, question.verified), kind, {})


def _said(row: Wrong, kind: str, values: Mapping[str, object]) -> Lack:
    article = cited_for(kind, row.article, row.normative)
    sentence = f"{row.text.format(**values)}（{article}）。"
    return Lack(row.code, sentence, article, row.verified and kind == MAJOR)
