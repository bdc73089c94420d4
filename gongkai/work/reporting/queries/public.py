"""The reports that everybody can read, and the frozen numbers behind those made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.rules.columns import REPORT
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.public import live
from gongkai.work.reporting.models.report import Edition


@dataclass(frozen=True)
class PublicReport:
    """A public report: its record, and what was frozen for it; None for one from elsewhere."""

    publication: Any
    content: Mapping[str, Any] | None

    @property
    def organisation(self) -> Organisation:
        found: Organisation = self.publication.organisation
        return found


def public_reports(year: int, organisation: Organisation | None = None) -> list[PublicReport]:
    """The public reports on a year in the order of their organisations. Two queries."""
    found = live().filter(item__code=REPORT, version__facts__year=str(year))
    if organisation is not None:
        found = found.filter(organisation=organisation)
    rows = found.defer("version__body_html", "version__screening")
    listed = list(rows.order_by("organisation__order", "organisation__code", "-id"))
    frozen = _frozen({one.record_id: one.version.number for one in listed})
    return [PublicReport(one, frozen.get(one.record_id)) for one in listed]


def _frozen(numbers: Mapping[int, int]) -> dict[int, Mapping[str, Any]]:
    """By record what was frozen for the version that is public, or for the one it corrects."""
    editions = Edition.objects.filter(version__record__in=list(numbers)).order_by("number")
    found = {}
    for record_id, number, content in editions.values_list(
        "version__record", "version__number", "content"
    ):
        if number <= numbers[record_id]:
            found[record_id] = content
    return found
