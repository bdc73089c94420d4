"""What an inspection can find, how long mending may take, and when two findings are one fact."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple

from gongkai.rules.workdays import add_workdays


class UnknownKind(LookupError):
    """No kind of finding has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class DuplicateFinding(ValueError):
    """Two findings bear one number."""

    def __init__(self, finding: str) -> None:
        super().__init__(finding)
        self.finding = finding


@dataclass(frozen=True)
class FindingKind:
    """A kind of finding; `rule` is the scoring rule it hits, empty if it costs nothing."""

    code: str
    title: str
    rule: str
    mend_workdays: int
    source: str
    verified: bool


class Fact(NamedTuple):
    """What happened, whatever rule it is judged by."""

    organisation: str
    object: str
    period: str


class Identity(NamedTuple):
    """What makes a finding this one: the same four are the same finding, however often found."""

    organisation: str
    rule: str
    object: str
    period: str

    @property
    def fact(self) -> Fact:
        return Fact(self.organisation, self.object, self.period)


@dataclass(frozen=True)
class Finding:
    """One defect as it is scored. `object` names what is wrong so closely that it is one fact:
    two defects of one record are two objects, such as `record:7` and `record:7#keywords`.
    """

    id: str
    organisation: str
    rule: str
    object: str
    period: str
    found_on: date
    title: str
    kind: str = ""
    count: int = 1
    has_evidence: bool = True

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(self)

    @property
    def identity(self) -> Identity:
        return Identity(self.organisation, self.rule, self.object, self.period)

    @property
    def fact(self) -> Fact:
        return self.identity.fact


def _load() -> dict[str, FindingKind]:
    data = tomllib.loads(files("gongkai.rules.data").joinpath("findings.toml").read_text("utf-8"))
    rows: list[Mapping[str, Any]] = [data["defaults"] | row for row in data["kind"]]
    return {row["code"]: FindingKind(**row) for row in rows}


KINDS = _load()


def kind_of(code: str) -> FindingKind:
    """Return the kind of finding with this code, or raise UnknownKind.

    Source: data/findings.toml; 政府信息公开条例 第四十七条（监督检查）.
    """
    try:
        return KINDS[code]
    except KeyError:
        raise UnknownKind(code) from None


def rectify_due(found_on: date, workdays: int, *, provisional: bool = False) -> date:
    """Return the last day for mending a finding.

    Source: 政府信息公开条例 第四十七条（督促整改）; the number of days is ours.

    >>> rectify_due(date(2023, 9, 25), 5)
    datetime.date(2023, 10, 8)
    """
    return add_workdays(found_on, workdays, provisional=provisional)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by day and number; two with one number raise DuplicateFinding.

    Source: ours, so that a score never depends on the order of a query.
    """
    ordered = sorted(findings, key=lambda one: (one.found_on, one.id))
    seen: set[str] = set()
    for one in ordered:
        if one.id in seen:
            raise DuplicateFinding(one.id)
        seen.add(one.id)
    return tuple(ordered)


def booked_before(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return, by number, the earlier finding that already stands for the same fact.

    One fact hits one rule (不重复扣分): the first found counts, later ones on it do not.
    Source: local scoring tables, 不重复扣分.
    """
    first: dict[Fact, Finding] = {}
    booked: dict[str, Finding] = {}
    for one in in_order(findings):
        earlier = first.setdefault(one.fact, one)
        if earlier is not one:
            booked[one.id] = earlier
    return booked
