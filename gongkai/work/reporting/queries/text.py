"""The text of a report: what was written, else what was prepared, under the form's headings."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.rules.report_tables import CHAPTERS, parts_of
from gongkai.rules.report_tables.prepared import prepared
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.reporting.models.report import AnnualReport
from gongkai.work.reporting.queries.compiled import Report
from gongkai.work.reporting.queries.facts import year_facts

Text = dict[str, dict[str, str]]


def prepared_text(organisation: Organisation, report: Report) -> dict[str, str]:
    """The sentences with the year's figures, by the codes of the parts."""
    return prepared(report, year_facts(organisation, report["year"]))


def parts_text(row: AnnualReport, drafted: Mapping[str, str]) -> dict[str, str]:
    """What each part reads now: the clerk's own words go before the prepared ones."""
    return {code: row.chapters.get(code, text) for code, text in drafted.items()}


def under_headings(organisation: Organisation, parts: Mapping[str, str]) -> Text:
    """The text in the shape of the contract: chapter, heading within it, words."""
    is_place = organisation.kind == Organisation.Kind.DISTRICT
    found: Text = {one.heading: {} for one in CHAPTERS if not one.code.startswith("table")}
    headings = {one.code: one.heading for one in CHAPTERS}
    for part in parts_of(is_government=is_place):
        found[headings[part.chapter]][part.heading] = parts.get(part.code, "")
    return found
