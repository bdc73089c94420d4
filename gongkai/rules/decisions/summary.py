"""How many opinions came and what became of them; whether that may be published."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, NamedTuple

from gongkai.rules.document.remarks import Remark

_DATA = tomllib.loads(
    files("gongkai.rules.data").joinpath("opinion_figures.toml").read_text("utf-8")
)
CONCENTRATED_COUNT: int = _DATA["concentrated_count"]
CONCENTRATED_PERCENT: int = _DATA["concentrated_percent"]
REASON_SIGNS: int = _DATA["reason_signs"]
VERIFIED: bool = _DATA["verified"]
"""Whether the numbers above were read in a law; they were not."""

ADOPTED, PARTLY, NOT = "adopted", "partly", "not"
DISPOSITIONS = (ADOPTED, PARTLY, NOT)


class UnknownDisposition(ValueError):
    """A row has a disposition that is none; `word` is what it has."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Row(NamedTuple):
    """One opinion: how it came, on which clause ("" for the whole), what became of it.

    `disposition` is "adopted", "partly", "not", or None ("" too) while it is open; `group` its
    group if any; `held` is True if the public does not see its text; `reason` is its own reason.
    """

    channel: str
    clause: str
    disposition: str | None
    group: Hashable | None = None
    held: bool = False
    reason: str = ""


@dataclass
class Line:
    """Counts of opinions. `held` ones are among the others: what is not shown is answered too."""

    adopted: int = 0
    partly: int = 0
    not_adopted: int = 0
    open: int = 0
    held: int = 0

    @property
    def total(self) -> int:
        """All opinions of the line."""
        return self.adopted + self.partly + self.not_adopted + self.open

    def as_json(self) -> dict[str, int]:
        """Return the counts with their total."""
        return {**vars(self), "total": self.total}

    def add(self, row: Row) -> None:
        """Count one opinion. Raises UnknownDisposition."""
        name = _COUNTED.get(row.disposition or "")
        if name is None:
            raise UnknownDisposition(str(row.disposition))
        setattr(self, name, getattr(self, name) + 1)
        self.held += row.held


_COUNTED = {ADOPTED: "adopted", PARTLY: "partly", NOT: "not_adopted", "": "open"}


@dataclass
class Figures:
    """The counts of all opinions, by channel, by clause and by group, in the order they are met.

    `unreasoned` counts, by group (None without one), those not or only partly adopted that have
    no reason of their own.
    """

    all: Line = field(default_factory=Line)
    by_channel: dict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    by_clause: dict[str, Line] = field(default_factory=lambda: defaultdict(Line))
    by_group: dict[Hashable, Line] = field(default_factory=lambda: defaultdict(Line))
    unreasoned: Counter[Hashable | None] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """Return what is published: all, by channel and by clause."""
        return {
            "all": self.all.as_json(),
            "by_channel": {key: line.as_json() for key, line in self.by_channel.items()},
            "by_clause": {key: line.as_json() for key, line in self.by_clause.items()},
        }


def figures(opinions: Iterable[Row]) -> Figures:
    """Count the opinions; every line has total = adopted + partly + not adopted + open.

    Raises UnknownDisposition. Source: 重大行政决策程序暂行条例 第三十二条 (unverified).
    """
    found = Figures()
    for row in opinions:
        for line in (found.all, found.by_channel[row.channel], found.by_clause[row.clause]):
            line.add(row)
        if row.group is not None:
            found.by_group[row.group].add(row)
        if row.disposition in (PARTLY, NOT) and not row.reason.strip():
            found.unreasoned[row.group] += 1
    return found


def is_concentrated(count: int, total: int) -> bool:
    """True for so many opinions of one kind that why they were not adopted must be said apart.

    Source: data/opinion_figures.toml (unverified): 5 opinions, or 1 % of all; one is never many.

    >>> is_concentrated(5, 10_000), is_concentrated(4, 10_000), is_concentrated(2, 200)
    (True, False, True)
    """
    by_share = count * 100 >= total * CONCENTRATED_PERCENT
    return count > 1 and (count >= CONCENTRATED_COUNT or by_share)


def publication_faults(
    counted: Figures, group_reasons: Mapping[Hashable, str] | None = None
) -> tuple[Remark, ...]:
    """Return every reason why the feedback cannot be published yet; `group_reasons` by group.

    "opinions_open" (count); "opinions_unreasoned" (count): neither a reason of their own nor one
    of their group; "group_reason_short" (group, count, signs): a concentrated group that was not
    adopted needs a reason of its own with so many signs. Source: 重大行政决策程序暂行条例
    第三十二条 (unverified); the numbers are ours.
    """
    reasons = {key: text.strip() for key, text in (group_reasons or {}).items()}
    found = []
    if counted.all.open:
        found.append(Remark("opinions_open", True, (("count", counted.all.open),)))
    lacking = sum(
        count for group, count in counted.unreasoned.items()
        if group is None or not reasons.get(group)
    )  # fmt: skip
    if lacking:
        found.append(Remark("opinions_unreasoned", True, (("count", lacking),)))
    for group, line in counted.by_group.items():
        many = is_concentrated(line.not_adopted, counted.all.total)
        if many and len(reasons.get(group, "")) < REASON_SIGNS:
            values = (("group", group), ("count", line.not_adopted), ("signs", REASON_SIGNS))
            found.append(Remark("group_reason_short", True, values))
    return tuple(found)
