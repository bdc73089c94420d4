"""The columns of the statutory platform: their order, and what is asked of what stands in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.annual_report import REPORT_FIELDS, TITLE
from gongkai.rules.document.remarks import Remark
from gongkai.rules.facts import YEAR, FactField, fact_remarks
from gongkai.rules.guide import GUIDE_FIELDS

GUIDE, RULES, CONTENT, REPORT = "COL-guide", "COL-rules", "P20", "COL-report"
# The left navigation, the same on every platform; CONTENT stands for the items of 20 and 21.
PLATFORM = (GUIDE, RULES, CONTENT, REPORT)


@dataclass(frozen=True)
class Column:
    """What a column asks: facts, a title, and by which facts there is only one of an organisation.

    `once_by` is None where there may be any number, () where there is one of each organisation.
    `facts_suffice`: there need be neither text nor file beside them. `theme` is proposed.
    """

    code: str
    fields: tuple[FactField, ...] = ()
    title: str = ""
    title_binds: bool = False
    once_by: tuple[str, ...] | None = None
    facts_suffice: bool = False
    theme: str = "综合政务-政务公开"


COLUMNS = {
    GUIDE: Column(
        GUIDE, GUIDE_FIELDS, "{organisation}政府信息公开指南", once_by=(), facts_suffice=True
    ),
    RULES: Column(RULES),
    REPORT: Column(REPORT, REPORT_FIELDS, TITLE, title_binds=True, once_by=("year",)),
}


def column_of(code: str | None) -> Column | None:
    """Return the column with this code; None for an item of the catalogue itself.

    Source: 国办公开办函〔2019〕61号 (unverified).
    """
    return COLUMNS.get(code or "")


def proper_title(column: Column, organisation: str, facts: Mapping[str, str]) -> str:
    """Return the title that fits the column and the facts, "" while it cannot be told.

    Source: 国办公开办函〔2021〕30号 for the report (unverified); the guide's is ours.

    >>> proper_title(COLUMNS[REPORT], "青禾区财政局", {"year": "2025"})
    '青禾区财政局2025年政府信息公开工作年度报告'
    >>> proper_title(COLUMNS[REPORT], "青禾区财政局", {})
    ''
    """
    if any(one.code not in facts for one in column.fields if "{" + one.code + "}" in column.title):
        return ""
    return column.title.format(organisation=organisation, **facts)


def column_remarks(
    column: Column, names: Sequence[str], title: str, facts: Mapping[str, str], today: date
) -> tuple[Remark, ...]:
    """Return what is missing or wrong in the facts and the title of something in the column.

    `names` are those of the organisation, the one of today first: an old report bears the old one.
    Source: 政府信息公开条例 第十二条, 第四十九条 (a report is of the year before).
    """
    remarks = list(fact_remarks(column.fields, facts))
    if not remarks:
        ahead = [one for one in column.fields if one.kind == YEAR and _is_ahead(one, facts, today)]
        remarks += [
            Remark("fact_year_ahead", True, (("fact", one.code), ("year", facts[one.code])))
            for one in ahead
        ]
    wanted = [proper_title(column, name, facts) for name in names] if not remarks else []
    if column.title_binds and wanted and title not in wanted:
        remarks.append(Remark("column_title", True, (("right", wanted[0]),)))
    return tuple(remarks)


def _is_ahead(one: FactField, facts: Mapping[str, str], today: date) -> bool:
    """True for a year that is not over."""
    return bool(facts.get(one.code)) and int(facts[one.code]) >= today.year
