"""Items that were not kept up to date: changes nobody published, periods with nothing said.

Whether something counts as missing or as late is settled by the end of the month in which it fell
due, as with duties (docs/adr/0011).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from gongkai.rules.currency import Standing, State
from gongkai.rules.workdays import is_published
from gongkai.work.inspection.checks.fact import Fact, in_month_of
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.currency import ChangeState, PeriodState
from gongkai.work.records.queries.duty_states import DutyState
from gongkai.work.records.queries.proofs import address_of

CHANGE, PERIOD = "change", "period"
_DAY = timedelta(days=1)


def wrong_periods(periods: Iterable[PeriodState], duties: Iterable[DutyState]) -> list[PeriodState]:
    """The periods that went unanswered past their day, each defect once.

    A last day that rests on a year without a holiday notice accuses nobody. What a duty is
    charged for already, because the item serves its task, is not charged a second time.
    """
    wrong = [
        one
        for one in periods
        if one.standing.wrong_since is not None and not one.period.provisional
    ]
    charged = _charged(wrong, duties) if wrong else {}
    return [one for one in wrong if not _is_charged(one, charged)]


def wrong_changes(changes: Iterable[ChangeState]) -> list[ChangeState]:
    """The changes that were not published by their day."""
    return [
        one
        for one in changes
        if one.standing.wrong_since is not None and is_published(one.change.due_on.year)
    ]


def answered_late(wrong: Iterable[PeriodState | ChangeState]) -> set[str]:
    """The index numbers of records whose lateness stands with the period or the change."""
    return {one.answer.index_number for one in wrong if one.answer is not None}


def period_facts(wrong: Iterable[PeriodState]) -> Iterator[Fact]:
    """One fact for each period that went unanswered, for each time that it came to be so."""
    for one in wrong:
        kept, period, since = one.kept, one.period, one.standing.wrong_since
        assert since is not None
        is_late = _is_late(one.standing, since)
        title = f"{kept.item.name}（{period.label}）"
        yield Fact(
            kind="period_late" if is_late else "period_blank",
            organisation_id=kept.organisation.pk,
            object_kind=PERIOD,
            object_id=one.key,
            object_title=title,
            happened_on=since,
            what=(
                f"目录事项“{kept.item.name}”{period.label}（{period.from_on} 至 {period.until_on}）"
                f"应于 {period.due_on} 前公开，没有信息的应当声明；"
                f"{_period_missed(one, is_late, since)}（条例第二十六条）。"
            ),
            evidence=_period_rule(one),
            url=_address(one, kept.item, kept.organisation),
            remedy=_remedy(one),
        )


def change_facts(wrong: Iterable[ChangeState]) -> Iterator[Fact]:
    """One fact for each change that was not published in its term."""
    for one in wrong:
        change, since = one.change, one.standing.wrong_since
        assert since is not None
        is_late = _is_late(one.standing, since)
        doubt = "" if change.due.verified else "，未核对原文"
        missed = _missed(one.standing, is_late, since, change.due_on)
        yield Fact(
            kind="change_late" if is_late else "change_unpublished",
            organisation_id=change.organisation.pk,
            object_kind=CHANGE,
            object_id=change.key,
            object_title=f"{change.item.name}：{change.what}"[:300],
            happened_on=since,
            what=(
                f"目录事项“{change.item.name}”：{change.what}，于 {change.formed_on} 形成或变更，"
                f"应于 {change.due_on} 前公开，{missed}"
                f"（{change.due.source}：{change.due.limit}{doubt}）。"
            ),
            evidence=_change_source(one),
            url=_address(one, change.item, change.organisation),
            remedy=_remedy(one),
        )


def _charged(
    wrong: Sequence[PeriodState], duties: Iterable[DutyState]
) -> dict[tuple[int, int], list[date]]:
    """The last days of charged duties by organisation and by item that serves their task."""
    items = {one.kept.item.pk for one in wrong}
    links = CatalogueItem.tasks.through.objects.filter(catalogueitem__in=items)
    served: dict[int, list[int]] = defaultdict(list)
    for item, task in links.values_list("catalogueitem_id", "task_id"):
        served[task].append(item)
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for duty in duties:
        row = duty.occurrence
        if duty.wrong_since is None or row.provisional or duty.has_lead or row.due_on is None:
            continue
        for item in served.get(row.duty.task_id, ()):
            found[row.duty.organisation_id, item].append(row.due_on)
    return found


def _is_charged(one: PeriodState, charged: dict[tuple[int, int], list[date]]) -> bool:
    """True if what the duty wanted had to come in the time of this period, and not the last."""
    days = charged.get((one.kept.organisation.pk, one.kept.item.pk))
    if not days:
        return False
    before = one.kept.running(one.period.from_on - _DAY)
    begins = max(one.period.from_on, before.due_on + _DAY)
    return any(begins <= day <= one.period.due_on for day in days)


def _is_late(standing: Standing, since: date) -> bool:
    answered = standing.answered_on
    return answered is not None and in_month_of(answered, since)


def _period_missed(one: PeriodState, is_late: bool, since: date) -> str:
    if is_late and one.state is State.NOTHING:
        return f"实际于 {one.standing.answered_on} 声明本期无此类信息"
    if not is_late and since == one.period.due_on + _DAY:
        return "到期既没有公开，也没有声明"
    return _missed(one.standing, is_late, since, one.period.due_on)


def _missed(standing: Standing, is_late: bool, since: date, due_on: date) -> str:
    if is_late:
        return f"实际于 {standing.answered_on} 公开"
    if since > due_on + _DAY:
        return f"公开过的信息于 {since} 撤回或改列，此后没有公开"
    return "到期未公开"


def _period_rule(one: PeriodState) -> str:
    kept = one.kept
    how = (
        "按目录写明的日期"
        if one.period.is_fixed
        else f"期间结束后 {kept.workdays} 个工作日（本系统的算法）"
    )
    return (
        f"主动公开基本目录：公开时限“{kept.limit}”，公开主体有{kept.organisation.name}；"
        f"最后公开日 {one.period.due_on}，{how}。"
    )


def _change_source(one: ChangeState) -> str:
    noted = one.change.noted
    if noted is None:
        return "机构名称和负责人任职的登记。"
    who = noted.noted_by.name if noted.noted_by else "系统"
    return f"变更登记：{day_of(noted.noted_at)} 由{who}登记。"


def _address(
    one: PeriodState | ChangeState, item: CatalogueItem, organisation: Organisation
) -> str:
    """Where the portal shows what answers, or should."""
    if one.answer is not None:
        return address_of(one.answer.index_number)
    return f"/catalogue/{item.code}/?unit={organisation.code}"


def _remedy(one: PeriodState | ChangeState) -> str:
    """How it has been put right; "" while it has not."""
    if one.standing.answered_on is None:
        return ""
    done = f"系统核对：已于 {one.standing.answered_on} "
    if one.answer is not None:
        return f"{done}公开（《{one.answer.title}》），可以销号。"
    return f"{done}声明本期无此类信息，可以销号。"
