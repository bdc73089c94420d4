"""How a request may end: row of the annual report, article, and what the applicant may do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


class UnknownOutcome(LookupError):
    """No outcome has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Outcome:
    """A row of table 3. `reconsideration`: it must be asked for before a suit (复议前置)."""

    code: str
    name: str
    basis: str
    reconsideration: bool
    verified: bool


def _load() -> dict[str, Outcome]:
    text = files("gongkai.rules.data").joinpath("foi_outcomes.toml").read_text("utf-8")
    return {row["code"]: Outcome(**row) for row in tomllib.loads(text)["outcome"]}


OUTCOMES = _load()


def find_outcome(code: str) -> Outcome:
    """Return the outcome of a row code such as 3.3.4. Raises UnknownOutcome.

    Source: 国办公开办函〔2021〕30号; 政府信息公开条例 第三十六条 至 第三十九条.

    >>> find_outcome("3.2").name
    '部分公开'
    """
    try:
        return OUTCOMES[code]
    except KeyError:
        raise UnknownOutcome(code) from None
