"""Guides that are missing, incomplete or stale, and yearly reports that did not come in time.

Nobody is charged for the time before the columns stood in the catalogue: what was due before then
is asked for twenty working days after it (条例 第二十六条).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from gongkai.rules.annual_report import last_due_year, report_due, report_title
from gongkai.rules.columns import GUIDE, REPORT
from gongkai.rules.facts import fact_remarks
from gongkai.rules.guide import GUIDE_FIELDS, guide_due, stale_since
from gongkai.rules.workdays import is_published
from gongkai.work.inspection.checks.fact import Fact, in_month_of
from gongkai.work.org.models.organisation import Name, Organisation
from gongkai.work.records.queries.platform import obliged
from gongkai.work.records.queries.proofs import address_of
from gongkai.work.records.queries.stood import Stood, column_since

GUIDE_OF, GUIDE_RECORD, GUIDE_NAME, REPORT_OF = "guide", "guide_record", "guide_name", "report"
_LAW = "（条例第四十九条）"
_DAY = timedelta(days=1)


def guide_facts(
    stood: Sequence[Stood], on: date, organisation: Organisation | None = None
) -> Iterator[Fact]:
    """Who has no guide, or one without what article 12 asks, or one that bears an old name."""
    since = column_since(GUIDE)
    if since is None or since > on:
        return
    renamed = Max("names__until_on", filter=Q(names__kind=Name.Kind.FORMER))
    for one in _those(on, organisation).annotate(renamed=renamed):
        own = [each for each in stood if _is_of(each, one, GUIDE)]
        standing = [each for each in own if each.gone_on is None]
        if standing:
            newest = max(standing, key=lambda each: each.published_on)
            yield from _incomplete(one, newest)
            yield from _stale(one, newest, one.renamed, on)
        else:
            yield from _no_guide(one, own, since, on)


def report_facts(
    stood: Sequence[Stood], on: date, organisation: Organisation | None = None
) -> Iterator[Fact]:
    """Who did not publish the report on a year by its day (条例 第四十九条)."""
    since = column_since(REPORT)
    if since is None or since > on:
        return
    for one in _those(on, organisation):
        own = [each for each in stood if _is_of(each, one, REPORT)]
        yield from _backlog(one, own, since, on)
        for year in _years(one, since, on):
            found = [each for each in own if each.facts.get("year") == str(year)]
            yield from _report(one, year, found, on)


def _those(on: date, organisation: Organisation | None) -> QuerySet[Organisation]:
    found = obliged(on)
    return found if organisation is None else found.filter(pk=organisation.pk)


def _is_of(one: Stood, organisation: Organisation, column: str) -> bool:
    return one.organisation_id == organisation.pk and one.column == column


def _no_guide(
    organisation: Organisation, gone: Sequence[Stood], since: date, on: date
) -> Iterator[Fact]:
    due_on = guide_due(max(since, organisation.active_from))
    left_on = max((one.gone_on for one in gone if one.gone_on is not None), default=None)
    happened_on = max(due_on + _DAY, left_on) if left_on else due_on + _DAY
    if happened_on > on or not is_published(due_on.year):
        return
    why = f"原来的指南已于 {left_on} 撤回或改列" if left_on else "没有公开过指南"
    yield Fact(
        kind="guide_missing",
        organisation_id=organisation.pk,
        object_kind=GUIDE_OF,
        object_id=organisation.code,
        object_title=f"{organisation.name}政府信息公开指南",
        happened_on=happened_on,
        what=(
            f"{organisation.name}没有公开政府信息公开指南：{why}，应于 {due_on} 前公开"
            "（条例第十二条、第五十三条）。"
        ),
        evidence="政府信息公开指南栏目里没有这个单位的指南。",
    )


def _incomplete(organisation: Organisation, guide: Stood) -> Iterator[Fact]:
    wrong = [dict(one.values)["field"] for one in fact_remarks(GUIDE_FIELDS, guide.facts)]
    if wrong:
        yield Fact(
            kind="guide_incomplete",
            organisation_id=organisation.pk,
            object_kind=GUIDE_RECORD,
            object_id=guide.index_number,
            object_title=guide.title,
            happened_on=guide.published_on,
            what=f"《{guide.title}》缺少或写错了{'、'.join(map(str, wrong))}（条例第十二条）。",
            evidence=f"索引号 {guide.index_number} 的指南，{guide.published_on} 公开。",
            url=address_of(guide.index_number),
        )


def _stale(
    organisation: Organisation, guide: Stood, last_named_on: date | None, on: date
) -> Iterator[Fact]:
    renamed_on = last_named_on + _DAY if last_named_on is not None else None
    happened_on = stale_since(guide.published_on, renamed_on, on)
    if happened_on is None or not is_published(happened_on.year):
        return
    yield Fact(
        kind="guide_stale",
        organisation_id=organisation.pk,
        object_kind=GUIDE_NAME,
        object_id=f"{organisation.code}:{renamed_on}",
        object_title=guide.title,
        happened_on=happened_on,
        what=(
            f"{organisation.name}自 {renamed_on} 起用现在的名称，《{guide.title}》"
            f"（{guide.published_on} 公开）没有随之更新（条例第五十三条第（二）项）。"
        ),
        evidence=f"机构名称的登记：{last_named_on} 以前用原来的名称。",
        url=address_of(guide.index_number),
    )


def _backlog(
    organisation: Organisation, own: Sequence[Stood], since: date, on: date
) -> Iterator[Fact]:
    """The report that was due last before there was a column, as long as no newer one is there."""
    begins = guide_due(since) + _DAY
    year = last_due_year(organisation.kind, since)
    if year is None or begins > on or year != last_due_year(organisation.kind, begins):
        return
    if organisation.active_from.year > year or any(_is_newer(one, year) for one in own):
        return
    gone = [one for one in own if one.facts.get("year") == str(year)]
    yield _report_fact(organisation, year, begins, gone)


def _is_newer(one: Stood, year: int) -> bool:
    """True for a report that is public, on that year or a later one."""
    told = one.facts.get("year", "")
    return one.gone_on is None and told.isdecimal() and int(told) >= year


def _years(organisation: Organisation, since: date, on: date) -> Iterable[int]:
    """The years whose reports fell due since there is a column."""
    first, last = last_due_year(organisation.kind, since), last_due_year(organisation.kind, on)
    if first is None or last is None:
        return ()
    return range(max(first + 1, organisation.active_from.year), last + 1)


def _report(
    organisation: Organisation, year: int, found: Sequence[Stood], on: date
) -> Iterator[Fact]:
    due_on = report_due(organisation.kind, year)
    assert due_on is not None and due_on < on
    standing = [one for one in found if one.gone_on is None]
    if not any(one.first_on <= due_on for one in standing):
        yield _report_fact(organisation, year, due_on + _DAY, found)


def _report_fact(
    organisation: Organisation, year: int, begins: date, found: Sequence[Stood]
) -> Fact:
    standing = [one for one in found if one.gone_on is None]
    first_on = min((one.first_on for one in standing), default=None)
    left_on = max((one.gone_on for one in found if one.gone_on is not None), default=None)
    happened_on = max(begins, left_on) if left_on and first_on is None else begins
    is_late = first_on is not None and in_month_of(first_on, happened_on)
    title = report_title(organisation.name, year)
    due_on = report_due(organisation.kind, year)
    return Fact(
        kind="annual_report_late" if is_late else "annual_report_missing",
        organisation_id=organisation.pk,
        object_kind=REPORT_OF,
        object_id=f"{organisation.code}:{year}",
        object_title=title,
        happened_on=happened_on,
        what=f"《{title}》应于 {due_on} 前公开，{_missed(is_late, first_on, left_on)}{_LAW}。",
        evidence=f"政府信息公开年报栏目里{year}年度的年报。",
        url=address_of(standing[0].index_number) if standing else "",
        remedy=f"系统核对：年报已于 {first_on} 公开，可以销号。" if first_on else "",
    )


def _missed(is_late: bool, first_on: date | None, left_on: date | None) -> str:
    if is_late:
        return f"实际于 {first_on} 公开"
    return f"公开后于 {left_on} 撤回" if left_on and first_on is None else "到期未公开"
