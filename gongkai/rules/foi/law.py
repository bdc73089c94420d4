"""The law of requests as data: terms by the day of receipt, and what a fee costs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Any


class NoLaw(LookupError):
    """No law on requests was in force on this day."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on


@dataclass(frozen=True, eq=False)
class Law:
    """Terms in working days, None where the law set none; `articles` say where by subject."""

    source: str
    from_on: date
    verified: bool
    reply: int
    extension: int
    clarification: int | None = None
    consultation: int | None = None
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Band:
    """From the number `first` on each costs `price` yuan, `rise` more after each `step`."""

    first: int
    price: int
    step: int = 0
    rise: int = 0


@dataclass(frozen=True)
class FeeLaw:
    """When fees may be asked, within how many working days they are paid, and the two tariffs."""

    source: str
    from_on: date
    verified: bool
    pay: int
    bands: dict[str, tuple[Band, ...]]


def _load() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.rules.data").joinpath("foi.toml").read_text("utf-8"))


def _law(row: dict[str, Any]) -> Law:
    return Law(from_on=row["from"], **{name: row[name] for name in row if name != "from"})


def _fee(row: dict[str, Any]) -> FeeLaw:
    bands = {name: tuple(Band(**band) for band in row[name]) for name in ("piece", "page")}
    return FeeLaw(row["source"], row["from"], row["verified"], row["pay"], bands)


_DATA = _load()
LAWS = tuple(sorted((_law(row) for row in _DATA["law"]), key=lambda law: law.from_on, reverse=True))
FEES = _fee(_DATA["fee"])


def law_on(received: date) -> Law:
    """Return the law that was in force on the day of receipt. Raises NoLaw before 2008-05-01.

    Source: 政府信息公开条例 第五十六条 (2019-05-15 起施行).
    """
    for law in LAWS:
        if received >= law.from_on:
            return law
    raise NoLaw(received)
