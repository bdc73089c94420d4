"""What the pages of public annual reports show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.faces.ui.parts import Stat
from gongkai.faces.ui.report_charts import charts
from gongkai.rules.report_tables import Printed, printed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries import public
from gongkai.work.records.queries.platform import obliged
from gongkai.work.reporting.queries.public import PublicReport, public_reports

_TITLES = {
    "table2": "主动公开政府信息情况",
    "table3": "收到和处理政府信息公开申请情况",
    "table4": "政府信息公开行政复议、行政诉讼情况",
}


@dataclass(frozen=True)
class Row:
    """One organisation and its report on the year, if there is one."""

    organisation: Organisation
    report: PublicReport | None
    url: str
    received: int | None
    ended: int | None


def year_page(year: int, on: date) -> dict[str, Any]:
    """Everybody who must report, and what they published. Four queries."""
    found = {one.organisation.pk: one for one in public_reports(year)}
    listed = {one.pk: one for one in obliged(on)}
    listed |= {one.organisation.pk: one.organisation for one in found.values()}
    rows = [_row(one, found.get(one.pk), year) for one in listed.values()]
    place = next((one for one in rows if _is_place(one) and one.report is not None), None)
    content = place.report.content if place is not None and place.report is not None else None
    return {
        "year": year,
        "rows": rows,
        "place": place,
        "published": len(found),
        "stats": stats(content) if content is not None else [],
        "charts": charts(content) if content is not None else [],
    }


def _is_place(one: Row) -> bool:
    return one.organisation.kind == Organisation.Kind.DISTRICT


def _row(organisation: Organisation, found: PublicReport | None, year: int) -> Row:
    if found is None:
        return Row(organisation, None, "", None, None)
    if found.content is None:
        url = reverse("portal:record", args=[found.publication.index_number])
        return Row(organisation, found, url, None, None)
    table = found.content["table3"]
    url = reverse("portal:report", args=[year, organisation.code])
    return Row(organisation, found, url, table["1"]["total"], table["3.7"]["total"])


def report_page(publication: Any, content: Mapping[str, Any]) -> dict[str, Any]:
    """One report in figures, with the document and its files."""
    return {
        "publication": publication,
        "organisation": publication.organisation,
        "year": content["year"],
        "stats": stats(content),
        "charts": charts(content),
        "tables": _tables(content),
        "files": public.attachments(publication),
    }


def _tables(content: Mapping[str, Any]) -> Sequence[tuple[str, Printed]]:
    return [(_TITLES[one.code], one) for one in printed(content)]


def stats(content: Mapping[str, Any]) -> list[Stat]:
    """The figures that people ask for first."""
    table3, table4 = content["table3"], content["table4"]
    valid = content["table2"]["行政规范性文件"]["现行有效件数"]
    return [
        Stat("新收申请", table3["1"]["total"], "件"),
        Stat("办结", table3["3.7"]["total"], "件"),
        Stat("结转下年度", table3["4"]["total"], "件"),
        Stat("复议和诉讼", sum(row["total"] for row in table4.values()), "件"),
        Stat("现行有效规范性文件", valid, "件"),
    ]
