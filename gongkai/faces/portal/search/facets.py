"""What results can be narrowed by, with how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.faces.portal.search.asking import Asking
from gongkai.rules.document import KINDS, VALIDITY
from gongkai.work.search.queries.narrowing import Named, named

SHOWN = 8
_LEGENDS = {
    "validity": "有效性",
    "kind": "公文种类",
    "unit": "发布单位",
    "item": "目录事项",
    "year": "发布年份",
}
# Validity in the order of the rules, years from the newest; all else by how often it occurs.
_ORDERS: Mapping[str, Callable[[tuple[str, str, int]], Any]] = {
    "validity": lambda row: list(VALIDITY).index(row[0]),
    "year": lambda row: -int(row[0]),
}


@dataclass(frozen=True)
class Choice:
    """One value; `count` among what is found now."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """The values of one facet that occur, the commonest first, and those chosen."""

    name: str
    legend: str
    choices: Sequence[Choice]


def facets(asking: Asking, counts: Mapping[str, Mapping[object, int]], known: Named) -> list[Facet]:
    """Those with something to choose between, or something chosen. Two queries."""
    all_named = named(counts.get("unit", {}), counts.get("item", {}), known)
    read = {
        "validity": _worded(counts.get("validity", {}), VALIDITY),
        "kind": _worded(counts.get("kind", {}), KINDS),
        "unit": _coded(counts.get("unit", {}), all_named.units),
        "item": _coded(counts.get("item", {}), all_named.items),
        "year": [(str(year), f"{year} 年", n) for year, n in counts.get("year", {}).items()],
    }
    found = [_facet(name, rows, asking.narrow[name], all_named) for name, rows in read.items()]
    return [one for one in found if len(one.choices) > 1 or asking.narrow[one.name]]


def _facet(
    name: str, rows: Iterable[tuple[str, str, int]], chosen: Sequence[str], known: Named
) -> Facet:
    ordered = sorted(rows, key=_ORDERS.get(name, lambda row: (-row[2], row[1])))
    kept = [row for place, row in enumerate(ordered) if place < SHOWN or row[0] in chosen]
    there = {row[0] for row in kept}
    kept += [(value, known.label(name, value), 0) for value in chosen if value not in there]
    choices = [Choice(value, label, n, value in chosen) for value, label, n in kept]
    return Facet(name, _LEGENDS[name], choices)


def _worded(counts: Mapping[object, int], words: Mapping[str, str]) -> list[tuple[str, str, int]]:
    return [(str(code), words.get(str(code), str(code)), n) for code, n in counts.items()]


def _coded(
    counts: Mapping[object, int], known: Mapping[int, tuple[str, str]]
) -> list[tuple[str, str, int]]:
    found = ((known[pk], n) for pk, n in counts.items() if isinstance(pk, int) and pk in known)
    return [(code, label, n) for (code, label), n in found]
