"""Finding wording that must not be published, by dated rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.rules.screening.hits import BLOCK, WARN, Hit, read_data

_GRAVE = ("E", "S")
_OF_A_PAPER = ("S", "W7")


@dataclass(frozen=True)
class WordingRule:
    """One row of wording.toml; it counts for texts dated between `since` and `until`.

    Without `holds` any text may have a place where it applies.
    """

    code: str
    pattern: re.Pattern[str]
    right: str
    source: str
    verified: bool
    since: date | None
    until: date | None
    holds: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """Grave errors and marks of secrecy block, if the rule was read in its source."""
        return BLOCK if self.code.startswith(_GRAVE) and self.verified else WARN

    @property
    def suggestion(self) -> str:
        """What to do about it: marks are not put right by other words."""
        if self.code.startswith(_OF_A_PAPER):
            return "文件标有密级或不公开、内部使用，请先核对能否公开，经批准可以公开的删去标志"
        return f"应为：{self.right}" if self.right else "用语不当，请核对"

    def is_in_force(self, on: date | None) -> bool:
        """True on that day, and for a text without a date."""
        if on is None:
            return True
        return (self.since or on) <= on <= (self.until or on)


WORDING = tuple(
    WordingRule(
        code=row["class"],
        pattern=re.compile(row["pattern"]),
        right=row["right"],
        source=row["source"],
        verified=row["verified"],
        since=row.get("from"),
        until=row.get("until"),
        holds=tuple(row.get("holds", ())),
    )
    for row in read_data("wording.toml")["rule"]
)


class _Index:
    """The words of all rules, each with the places of its rules."""

    def __init__(self, rules: tuple[WordingRule, ...]) -> None:
        self.rules = rules
        self.places: dict[str, list[int]] = {}
        for place, rule in enumerate(rules):
            for word in rule.holds:
                self.places.setdefault(word, []).append(place)
        self.always = [place for place, rule in enumerate(rules) if not rule.holds]

    def of(self, text: str) -> list[WordingRule]:
        """The rules that may apply somewhere in the text, in their order."""
        found = [word for word in self.places if word in text]
        if not found:
            return [self.rules[place] for place in self.always]
        places = {place for word in found for place in self.places[word]}
        return [self.rules[place] for place in sorted(places.union(self.always))]


_index = _Index(WORDING)


def find_wording(text: str, on: date | None) -> Iterator[Hit]:
    """Yield each place where a rule in force on that day applies."""
    for rule in index_now().of(text):
        if rule.is_in_force(on):
            for match in rule.pattern.finditer(text):
                yield _hit(rule, match)


def may_find(text: str) -> bool:
    """False for a text that holds nothing by which any rule could apply."""
    return bool(index_now().of(text))


def index_now() -> _Index:
    """The index of the rules as they are now."""
    global _index  # noqa: PLW0603 - made anew only where the rules were exchanged
    if _index.rules is not WORDING:
        _index = _Index(WORDING)
    return _index


def _hit(rule: WordingRule, match: re.Match[str]) -> Hit:
    return Hit(
        start=match.start(),
        end=match.end(),
        kind="wording",
        level=rule.level,
        text=match.group(),
        rule=f"{rule.code} {rule.source}" + ("" if rule.verified else "（未核对原文）"),
        suggestion=rule.suggestion,
    )
