"""Items of the catalogue that stand in no column of the law, or that nobody is left to publish.

That the catalogue is revised in time after a plan is a duty of the plan, and judged as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.queries.catalogue_gaps import Loose, without_column, without_publisher

ITEM = "catalogue_item"


def catalogue_facts(on: date, organisation: Organisation | None = None) -> Iterator[Fact]:
    """Each loose item once; the office that keeps the catalogue answers (条例 第五十三条)."""
    office = Organisation.objects.filter(runs_openness=True).order_by("order", "code").first()
    if office is None or (organisation is not None and organisation != office):
        return
    for one in without_column(on):
        what = (
            f"目录事项“{one.item.name}”（{one.item.code}）在“{one.instead[0]}”之下，"
            "没有归入条例第二十、二十一条的栏目。"
        )
        yield _fact("item_without_column", office, one, what)
    for one in without_publisher(on):
        what = (
            f"目录事项“{one.item.name}”（{one.item.code}）的公开主体{'、'.join(one.instead)}"
            "已经撤销，没有单位负责公开。"
        )
        yield _fact("item_without_publisher", office, one, what)


def _fact(kind: str, office: Organisation, one: Loose, what: str) -> Fact:
    return Fact(
        kind=kind,
        organisation_id=office.pk,
        object_kind=ITEM,
        object_id=f"{one.item.code}:{kind}",
        object_title=one.item.name,
        happened_on=one.since,
        what=what,
        evidence="公开目录和发布日志的记载。",
    )
