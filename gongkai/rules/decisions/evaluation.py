"""The yearly evaluation of a policy (政策评价): what it must tell, by when, and what follows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from gongkai.rules.decisions.lack import Lack
from gongkai.rules.workdays import workday_from

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("evaluation.toml").read_text("utf-8"))
_LAW, _FOLLOW_UP = _DATA["evaluation"], _DATA["follow_up"]
ASPECTS: dict[str, str] = _LAW["aspects"]
OUTCOMES: dict[str, str] = _LAW["outcomes"]
METHODS: dict[str, str] = {row["code"]: row["label"] for row in _DATA["method"]}
_COUNTED = {row["code"] for row in _DATA["method"] if row["counted"]}


class UnknownOutcome(LookupError):
    """An evaluation cannot end so."""

    def __init__(self, outcome: str) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True)
class Method:
    """One way in which the effect was found out: a code of METHODS, when, how many took part."""

    code: str
    on: date | None
    people: int | None


@dataclass(frozen=True)
class Facts:
    """What is known of an evaluation; `aspects` are texts by the codes of ASPECTS."""

    aspects: Mapping[str, str]
    methods: tuple[Method, ...]
    result: str
    use: str
    outcome: str
    evaluated_on: date | None


@dataclass(frozen=True)
class Done:
    """An evaluation of a year; `published_on` is None until result and use are public."""

    unit: str
    year: int
    published_on: date | None


def lacks(facts: Facts, on: date | None = None) -> tuple[Lack, ...]:
    """Return all that an evaluation lacks before it can be concluded.

    With `on` given, dates after that day are lacks too. Two talks are one method, not two; opinion
    monitored (舆情监测) has nobody who takes part. Source: yearly work plans (unverified).
    """
    return (
        *_aspect_lacks(facts.aspects),
        *_method_lacks(facts),
        *_end_lacks(facts),
        *_date_lacks(facts, on),
    )


def due_on(year: int) -> date:
    """Return the last day to publish the evaluation of a year; a fixed date, which never moves.

    Source: yearly work plans (unverified).

    >>> due_on(2026)
    datetime.date(2026, 12, 31)
    """
    return date(year, _LAW["due_month"], _LAW["due_day"])


def duty_term(outcome: str, evaluated_on: date) -> date | None:
    """Return by when the policy must be changed; None for an outcome that changes nothing.

    Natural days, the first not counted; a last day that is a rest day moves to the next workday.
    Raises UnknownOutcome. Source: ours; 民法典 第二百零一条、第二百零三条.

    >>> duty_term("revise", date(2026, 3, 2)), duty_term("continue", date(2026, 3, 2))
    (datetime.date(2026, 6, 1), None)
    """
    if outcome not in OUTCOMES:
        raise UnknownOutcome(outcome)
    if outcome not in _FOLLOW_UP["outcomes"]:
        return None
    return workday_from(evaluated_on + timedelta(days=_FOLLOW_UP["days"]), provisional=True)


def coverage(
    units_with_policies: Iterable[str], evaluations: Iterable[Done], year: int
) -> tuple[str, ...]:
    """Return the units that have a policy but published no evaluation of the year by its last day.

    Each once, in the order given. Source: yearly work plans (unverified).
    """
    done = {
        one.unit
        for one in evaluations
        if one.year == year and one.published_on is not None and one.published_on <= due_on(year)
    }
    return tuple(unit for unit in dict.fromkeys(units_with_policies) if unit not in done)


def _aspect_lacks(aspects: Mapping[str, str]) -> Iterator[Lack]:
    least = _LAW["shortest_text"]
    for code, label in ASPECTS.items():
        if len(aspects.get(code, "").strip()) < least:
            yield _lack(f"aspect_{code}", f"“{label}”没有写，或者少于 {least} 个字。")


def _method_lacks(facts: Facts) -> Iterator[Lack]:
    for place, one in enumerate(facts.methods, 1):
        name = f"第 {place} 项评价方式"
        if one.code not in METHODS:
            yield _lack("method_unknown", f"{name}不在规定的方式里，请重新选择。")
        if one.on is None:
            yield _lack("method_date", f"{name}没有写日期。")
        if one.code in _COUNTED and not (one.people and one.people > 0):
            yield _lack("method_people", f"{name}没有写参加人数。")
    kinds = {one.code for one in facts.methods if one.code in METHODS}
    if len(kinds) < _LAW["methods"]:
        said = f"已用 {len(kinds)} 种评价方式，至少要用 {_LAW['methods']} 种不同的方式。"
        yield _lack("methods_few", said)


def _end_lacks(facts: Facts) -> Iterator[Lack]:
    if not facts.result.strip():
        yield _lack("result", "没有写评价结果。")
    if not facts.use.strip():
        yield _lack("use", "没有写评价结果的运用情况。")
    if facts.outcome not in OUTCOMES:
        yield _lack("outcome", f"没有选结论：{'、'.join(OUTCOMES.values())}。")
    if facts.evaluated_on is None:
        yield _lack("evaluated_on", "没有写评价日期。")


def _date_lacks(facts: Facts, on: date | None) -> Iterator[Lack]:
    evaluated = facts.evaluated_on
    if on is not None and evaluated is not None and evaluated > on:
        yield _lack("evaluated_ahead", "评价日期还没有到，请核对。")
    for place, one in enumerate(facts.methods, 1):
        if one.on is None:
            continue
        if on is not None and one.on > on:
            yield _lack("method_ahead", f"第 {place} 项评价方式的日期还没有到，请核对。")
        if evaluated is not None and one.on > evaluated:
            yield _lack("method_after", f"第 {place} 项评价方式晚于评价日期，请核对。")


def _lack(code: str, sentence: str) -> Lack:
    return Lack(code, sentence, _LAW["source"], _LAW["verified"])
