"""The kinds of letters that a request needs, and the clauses under which something is withheld."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

PLACE = re.compile(r"\{([^{}\n]+)\}")


class UnknownLetter(LookupError):
    """No kind of letter has this code."""


@dataclass(frozen=True)
class Asked:
    """Something that the clerk fills in: a line, a text, workdays or a clause."""

    name: str
    kind: str
    help: str


@dataclass(frozen=True)
class Letter:
    """A kind of letter.

    `to`: applicant, third_party, agency or file. `event`: what it makes happen to the clock, "" if
    nothing. `outcomes`: rows of table 3 that it may give. `must`: what no wording may leave out.
    """

    code: str
    name: str
    to: str
    number: str
    basis: str
    must: tuple[str, ...]
    text: str
    event: str = ""
    outcomes: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Clause:
    """A ground for withholding (条例 第十四条 至 第十六条) and its row; some must cite a law."""

    code: str
    row: str
    text: str
    needs_law: bool = False


def _load() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.rules.data").joinpath("letters.toml").read_text("utf-8"))


def _letter(row: dict[str, Any]) -> Letter:
    asked = tuple(Asked(**one) for one in row.get("asked", ()))
    plain = {name: value for name, value in row.items() if name not in {"asked", "must"}}
    plain |= {"outcomes": tuple(row.get("outcomes", ())), "text": row["text"].strip()}
    return Letter(must=tuple(row["must"]), asked=asked, **plain)


_DATA = _load()
CASE: tuple[str, ...] = tuple(_DATA["case"])
LETTERS = {row["code"]: _letter(row) for row in _DATA["letter"]}
CLAUSES = {row["code"]: Clause(**row) for row in _DATA["clause"]}
VERIFIED: bool = _DATA["verified"]


def find_letter(code: str) -> Letter:
    """Return the kind of letter with this code, G1 to G21. Raises UnknownLetter.

    Source: 政府信息公开条例 第二十九条 至 第四十五条.

    >>> find_letter("G9").name
    '政府信息公开申请延期答复告知书'
    """
    try:
        return LETTERS[code]
    except KeyError:
        raise UnknownLetter(code) from None


def letters_for(outcome: str) -> tuple[Letter, ...]:
    """Return the kinds of letters that may give an outcome, in their order.

    >>> [one.code for one in letters_for("3.4.1")]
    ['G15', 'G16']
    """
    return tuple(one for one in LETTERS.values() if outcome in one.outcomes)
