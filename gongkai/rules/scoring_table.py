"""The table that a month is scored by: groups of rules with caps, sources and dates in force."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any


class BadTable(ValueError):
    """A table that cannot be scored by; `problems` says in Chinese what is wrong where."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class Rule:
    """One line of the table. Rules of one `row` share its cap; a `bonus` rule adds points."""

    code: str
    row: str
    text: str
    source: str
    unit: str
    points: Decimal
    group: str
    valid_from: date
    valid_until: date | None = None
    cap: Decimal | None = None
    evidence_required: bool = True
    auto: bool = False
    verified: bool = False
    enabled: bool = True
    reason: str = ""
    bonus: bool = False

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class Group:
    """Rows that can together cost no more than the points of the group."""

    code: str
    title: str
    points: Decimal


@dataclass(frozen=True)
class Grade:
    """A name for scores from `at_least` on."""

    code: str
    title: str
    at_least: Decimal


@dataclass(frozen=True)
class Table:
    """A scoring table, its grades from the highest down."""

    title: str
    groups: tuple[Group, ...]
    rules: tuple[Rule, ...]
    grades: tuple[Grade, ...]
    bonus_cap: Decimal = Decimal(0)

    @property
    def full(self) -> Decimal:
        return sum((group.points for group in self.groups), Decimal(0))

    @property
    def caps(self) -> dict[str, Decimal]:
        return {rule.row: rule.cap for rule in self.rules if rule.cap is not None}

    def group(self, code: str) -> Group:
        return next(group for group in self.groups if group.code == code)

    def problems(self) -> Iterator[str]:
        """Say in Chinese what makes the table impossible to score by.

        Source: ours.
        """
        groups = {group.code for group in self.groups}
        for rule in self.rules:
            if rule.group not in groups:
                yield f"规则 {rule.code}：没有“{rule.group}”这一类"
            if not all(_is_amount(one) for one in (rule.points, rule.cap or Decimal(0))):
                yield f"规则 {rule.code}：分值不能是负数"
            if rule.cap != self.caps.get(rule.row):
                yield f"规则 {rule.code}：第 {rule.row} 行的最高扣分前后不一致"
            if not (rule.enabled or rule.reason):
                yield f"规则 {rule.code}：停用要写明原因"
        for group in self.groups:
            if not _is_amount(group.points):
                yield f"{group.title}：分值不能是负数"
        for code, versions in self._versions().items():
            if any(
                earlier.valid_until is None or earlier.valid_until >= later.valid_from
                for earlier, later in pairwise(versions)
            ):
                yield f"规则 {code}：两个版本的施行日期重叠"
        if not self.grades or min(grade.at_least for grade in self.grades) > 0:
            yield "等次：最低一等必须从 0 分起"

    def _versions(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda one: one.valid_from):
            found.setdefault(rule.code, []).append(rule)
        return found


def load_table(text: str) -> Table:
    """Return the table written in TOML as data/scoring.toml is, or raise BadTable.

    Source: ours.
    """
    try:
        table = _read(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise BadTable(f"不是 TOML 格式：{error}") from error
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise BadTable(f"缺少或多出一项：{error}") from error
    problems = tuple(table.problems())
    if problems:
        raise BadTable(*problems)
    return table


def to_json(table: Table) -> dict[str, Any]:
    """Return the table as JSON can hold it, to be kept with a month that was scored by it.

    Source: ours, so that a locked month can be recomputed after the rules have changed.
    """
    plain: dict[str, Any] = json.loads(json.dumps(asdict(table), default=str))
    return plain


def from_json(data: Mapping[str, Any]) -> Table:
    """Return the table that `to_json` wrote.

    Source: ours.
    """
    return Table(
        title=data["title"],
        groups=tuple(Group(**_revived(row)) for row in data["groups"]),
        rules=tuple(Rule(**_revived(row)) for row in data["rules"]),
        grades=tuple(Grade(**_revived(row)) for row in data["grades"]),
        bonus_cap=Decimal(data["bonus_cap"]),
    )


@cache
def default_table() -> Table:
    """Return the table that is used where a district has not set its own.

    Source: data/scoring.toml, rows of local scoring tables.
    """
    return load_table(files("gongkai.rules.data").joinpath("scoring.toml").read_text("utf-8"))


def _read(data: Mapping[str, Any]) -> Table:
    rules = tuple(
        _rule(data["defaults"] | row | {"group": group}, data["sources"])
        for group, rows in data["rules"].items()
        for row in rows
    )
    grades = (Grade(**(row | {"at_least": Decimal(row["at_least"])})) for row in data["grade"])
    return Table(
        title=data["title"],
        groups=tuple(Group(**(row | {"points": Decimal(row["points"])})) for row in data["group"]),
        rules=rules,
        grades=tuple(sorted(grades, key=lambda one: one.at_least, reverse=True)),
        bonus_cap=Decimal(data["bonus_cap"]),
    )


_REVIVE: Mapping[str, Callable[[str], Any]] = {
    "points": Decimal,
    "cap": Decimal,
    "at_least": Decimal,
    "valid_from": date.fromisoformat,
    "valid_until": date.fromisoformat,
}


def _revived(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _REVIVE[name](value) if name in _REVIVE and value is not None else value
        for name, value in row.items()
    }


def _is_amount(points: Decimal) -> bool:
    return points.is_finite() and points >= 0


def _rule(row: Mapping[str, Any], sources: Mapping[str, str]) -> Rule:
    for name in ("valid_from", "valid_until"):
        if not isinstance(row.get(name), date | None):
            raise TypeError(f"{row['code']} {name}")
    amounts = {name: Decimal(row[name]) for name in ("points", "cap") if name in row}
    return Rule(**{**row, **amounts, "source": sources[row["source"]]})
