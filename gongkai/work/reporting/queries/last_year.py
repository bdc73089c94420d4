"""The report of the year before, to which the numbers carried over must fit (EQ5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.report_tables import COLUMNS3
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.reporting.models.report import Edition, ImportedReport

CARRIED = "4"


@dataclass(frozen=True)
class LastYear:
    """What the year before said, and where it comes from: frozen, imported, typed or founded.

    An organisation that was founded in the year itself carried nothing over.
    """

    content: Mapping[str, Any]
    origin: str
    imported: ImportedReport | None = None

    @property
    def is_whole(self) -> bool:
        """True if it holds every number that is carried over, so that EQ5 can be proven."""
        row = (self.content.get("table3") or {}).get(CARRIED) or {}
        return all(type(row.get(column)) is int for column in COLUMNS3)


def last_years(organisations: Iterable[Organisation], year: int) -> dict[int, LastYear]:
    """The reports on `year - 1` of those that have one, by organisation. Two queries.

    What was frozen here goes before what was brought in from outside.
    """
    listed = {one.pk: one for one in organisations}
    found = {
        pk: LastYear({"table3": {CARRIED: dict.fromkeys(COLUMNS3, 0)}}, "founded")
        for pk, one in listed.items()
        if one.active_from.year == year
    }
    imported = ImportedReport.objects.filter(organisation__in=list(listed), year=year - 1)
    for row in imported.select_related("file", "by").order_by("id"):
        origin = "imported" if row.file_id else "typed"
        found[row.organisation_id] = LastYear(row.content, origin, row)
    frozen = Edition.objects.filter(report__organisation__in=list(listed), report__year=year - 1)
    for pk, content in frozen.order_by("number").values_list("report__organisation", "content"):
        found[pk] = LastYear(content, "frozen")
    return found
