"""What an address asks for: the words, what it is narrowed by, the order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from gongkai.rules.document import KINDS, VALIDITY
from gongkai.rules.segmentation.query import LONGEST

FACETS = ("validity", "kind", "unit", "item", "year")
_MOST_VALUES = 20
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Asking:
    """`narrow`: facet to the values chosen, as they stand in the address (codes, years)."""

    text: str
    narrow: Mapping[str, Sequence[str]]
    by_date: bool
    literal: bool

    @property
    def is_narrowed(self) -> bool:
        return any(self.narrow.values())

    def address(self, **changes: str) -> str:
        """The address of the same question with other parameters; "" takes one away."""
        query = QueryDict(mutable=True)
        query["q"] = self.text
        for facet, values in self.narrow.items():
            query.setlist(facet, list(values))
        query.update({"sort": "date"} if self.by_date else {})
        query.update({"exact": "1"} if self.literal else {})
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return f"?{query.urlencode()}"


def asked_in(query: QueryDict) -> Asking:
    """The question in an address; values that cannot be are not asked for."""
    return Asking(
        text=" ".join(query.get("q", "").replace("\0", " ").split())[:LONGEST],
        narrow={
            "validity": _known(query.getlist("validity"), VALIDITY),
            "kind": _known(query.getlist("kind"), KINDS),
            "unit": _codes(query.getlist("unit")),
            "item": _codes(query.getlist("item")),
            "year": [one for one in _codes(query.getlist("year")) if _is_year(one)],
        },
        by_date=query.get("sort") == "date",
        literal=query.get("exact") == "1",
    )


def _known(values: Sequence[str], known: Collection[str]) -> list[str]:
    return [one for one in dict.fromkeys(values[:_MOST_VALUES]) if one in known]


def _codes(values: Sequence[str]) -> list[str]:
    return [one for one in dict.fromkeys(values[:_MOST_VALUES]) if one and one.isprintable()]


def _is_year(value: str) -> bool:
    return len(value) == _YEAR_DIGITS and value.isascii() and value.isdecimal()
