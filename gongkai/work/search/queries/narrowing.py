"""Organisations and items by which results are narrowed: codes to ids and names, and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from gongkai.rules.document import KINDS, VALIDITY
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem


@dataclass(frozen=True)
class Named:
    """Ids to the code and the name of organisations and of catalogue items."""

    units: Mapping[int, tuple[str, str]]
    items: Mapping[int, tuple[str, str]]

    def ids(self, facet: str, codes: Iterable[str]) -> list[int]:
        """The ids of these codes; one that is unknown finds nothing."""
        known = {code: pk for pk, (code, _) in self._of(facet).items()}
        return [known.get(code, 0) for code in codes]

    def label(self, facet: str, value: str) -> str:
        """What a chosen value is called."""
        if facet in {"unit", "item"}:
            return next((name for code, name in self._of(facet).values() if code == value), value)
        return {**VALIDITY, **KINDS}.get(value, value)

    def _of(self, facet: str) -> Mapping[int, tuple[str, str]]:
        return self.units if facet == "unit" else self.items


def with_codes(units: Collection[str], items: Collection[str]) -> Named:
    """Those with these codes; a query for each kind that is asked for."""
    return Named(
        _units(Q(code__in=units)) if units else {}, _items(Q(code__in=items)) if items else {}
    )


def named(units: Collection[object], items: Collection[object], known: Named) -> Named:
    """Those with these ids, beside those known already. At most two queries."""
    more_units = [one for one in units if one not in known.units]
    more_items = [one for one in items if one not in known.items]
    return Named(
        {**known.units, **(_units(Q(pk__in=more_units)) if more_units else {})},
        {**known.items, **(_items(Q(pk__in=more_items)) if more_items else {})},
    )


def _units(which: Q) -> dict[int, tuple[str, str]]:
    rows = Organisation.objects.filter(which).only("code", "name", "short_name")
    return {one.pk: (one.code, one.label) for one in rows}


def _items(which: Q) -> dict[int, tuple[str, str]]:
    rows = CatalogueItem.objects.filter(which).values_list("pk", "code", "name")
    return {pk: (code, name) for pk, code, name in rows}
