"""What the list of findings and the page of one finding show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.inspection import words
from gongkai.faces.desk.inspection.finding_forms import judgements_on
from gongkai.faces.ui.dates import as_day, cn_date
from gongkai.faces.ui.parts import Clock, Event, Stat, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.rules.columns import GUIDE, REPORT
from gongkai.rules.findings import KINDS
from gongkai.work.inspection.checks.catalogue import ITEM
from gongkai.work.inspection.checks.columns import GUIDE_OF, REPORT_OF
from gongkai.work.inspection.checks.evaluations import POLICY as EVALUATED
from gongkai.work.inspection.checks.evaluations import YEAR as EVALUATED_YEAR
from gongkai.work.inspection.checks.ledger import LEDGER
from gongkai.work.inspection.checks.numbers import SERIES
from gongkai.work.inspection.models.finding import Finding, Rectification
from gongkai.work.inspection.queries.board import (
    OVERDUE,
    Choices,
    Cost,
    Counts,
    board,
    choices,
    costs,
    counts,
)
from gongkai.work.inspection.queries.labels import kind_label
from gongkai.work.inspection.queries.months import is_locked
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may

ROWS = 50
_STATE, _STEP = Finding.State, Rectification.Step
_STOPS = frozenset({_STEP.SENT_BACK, _STEP.DISMISSED})


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for; what does not occur asks for nothing."""

    state: str = ""
    organisation: Organisation | None = None
    month: str = ""
    kind: str = ""

    def as_filters(self, *, state: bool = True) -> dict[str, Any]:
        """The filters as the query takes them."""
        found = vars(self).copy()
        return found if state else found | {"state": ""}


@dataclass(frozen=True)
class Row:
    """One finding of the list."""

    finding: Finding
    kind: str
    tag: Tag
    clock: Clock | None
    points: str
    found_by: str
    found_on: date


@dataclass(frozen=True)
class FindingPage:
    """One finding; `judgements` are the decisions that this person can take now."""

    finding: Finding
    title: str
    tag: Tag
    clock: Clock | None
    object_url: str
    cost: Cost | None
    points: str
    rate: str
    kind_source: str
    events: Sequence[Event]
    may_mend: bool
    judgements: tuple[str, ...]
    hints: Sequence[str] = field(default_factory=tuple)

    @property
    def is_unverified(self) -> bool:
        """True if nobody has compared the rule with its source."""
        return self.cost is not None and not self.cost.rule.verified


def wanted(query: Mapping[str, str], offered: Choices) -> Wanted:
    """The filters of a request."""
    state, month, kind = (query.get(name, "") for name in ("state", "month", "kind"))
    by_code = {one.code: one for one in offered.organisations}
    return Wanted(
        state if state in (OVERDUE, *_STATE.values) else "",
        by_code.get(query.get("organisation", "")),
        month if month in offered.months else "",
        kind if kind in dict(offered.kinds) else "",
    )


def findings_page(person: Person, on: date, query: Mapping[str, str]) -> dict[str, Any]:
    """The list with its filters, and how many stand where under the other filters."""
    offered = choices(person, on)
    want = wanted(query, offered)
    counted = counts(board(person, on, **want.as_filters(state=False)), on)
    page = Paginator(board(person, on, **want.as_filters()), ROWS).get_page(query.get("page"))
    cost = costs(page.object_list)
    may_raise = may(person, "finding.raise", None, on)
    return {
        "page": page,
        "rows": [_row(one, cost.get(one.pk), on) for one in page],
        "stats": _stats(counted),
        "states": _states(counted),
        "want": want,
        "choices": offered,
        "months": [(one, words.month_words(one)) for one in offered.months],
        "may_raise": may_raise,
        "shows_units": may_raise or len(offered.organisations) > 1,
    }


def finding_page(finding: Finding, person: Person, on: date) -> FindingPage:
    """One finding as this person sees it today."""
    cost = costs([finding]).get(finding.pk)
    may_close = may(person, "finding.close", finding.organisation, on)
    locked, reporter = is_locked(finding.month), _reporter(finding)
    is_reporter = reporter == person.pk
    kind = KINDS.get(finding.kind)
    return FindingPage(
        finding=finding,
        title=kind_label(finding.kind),
        tag=words.finding_tag(finding, on),
        clock=_clock(finding, on),
        object_url=_object_url(finding),
        cost=cost,
        points=words.cost_words(finding, cost),
        rate=words.rate_words(cost.rule) if cost else "",
        kind_source=kind.source if kind else "",
        events=list(_events(finding, on)),
        may_mend=finding.state == _STATE.OPEN
        and may(person, "finding.mend", finding.organisation, on),
        judgements=judgements_on(finding, is_locked=locked, is_reporter=is_reporter)
        if may_close
        else (),
        hints=list(_hints(finding, locked, is_reporter)) if may_close else [],
    )


def _row(finding: Finding, cost: Cost | None, on: date) -> Row:
    return Row(
        finding,
        kind_label(finding.kind),
        words.finding_tag(finding, on),
        _clock(finding, on),
        words.cost_words(finding, cost),
        words.finder(finding),
        as_day(finding.found_at),
    )


def _clock(finding: Finding, on: date) -> Clock | None:
    return clock_until(on, finding.due_on) if finding.state == _STATE.OPEN else None


def _stats(counted: Counts) -> list[Stat]:
    return [
        Stat("待整改", counted.open, "个", "warn" if counted.open else ""),
        Stat("其中逾期未改", counted.overdue, "个", "bad" if counted.overdue else ""),
        Stat("已报整改，等复查", counted.mended, "个", "warn" if counted.mended else ""),
        Stat("已销号", counted.closed, "个"),
        Stat("不成立", counted.dismissed, "个"),
    ]


def _states(counted: Counts) -> list[tuple[str, str, int]]:
    by_state = [(str(one), tag_of(one).word, vars(counted)[str(one)]) for one in _STATE]
    return [by_state[0], (OVERDUE, "逾期未改", counted.overdue), *by_state[1:]]


def _object_url(finding: Finding) -> str:
    """Where the object can be looked at: its own address, the duty, the ledger."""
    if finding.url:
        return finding.url
    if finding.occurrence is not None:
        return reverse("desk:duty", args=[finding.occurrence.duty_id])
    known = _PLACES.get(finding.object_kind)
    return known(finding) if known is not None else ""


def _ledger(finding: Finding) -> str:
    return reverse("desk:ledger_of", args=[finding.organisation.code])


def _series(finding: Finding) -> str:
    code, year, _ = finding.object_id.split(":")
    return reverse("desk:number_series", args=[code, int(year)])


def _column(code: str) -> Callable[[Finding], str]:
    """Where what is missing in a column of the platform would stand."""

    def url(finding: Finding) -> str:
        column = reverse("portal:catalogue_item", args=[code])
        return f"{column}?organisation={finding.organisation.code}"

    return url


_PLACES: dict[str, Callable[[Finding], str]] = {
    LEDGER: _ledger,
    SERIES: _series,
    ITEM: lambda _: reverse("desk:catalogue"),
    GUIDE_OF: _column(GUIDE),
    REPORT_OF: _column(REPORT),
    EVALUATED_YEAR: lambda _: reverse("desk:evaluations"),
    EVALUATED: lambda finding: reverse("desk:evaluation", args=[int(finding.object_id)]),
}


def _reporter(finding: Finding) -> int | None:
    reported = [one.by_id for one in finding.steps.all() if one.step == _STEP.MENDED]
    return reported[-1] if reported else None


def _events(finding: Finding, on: date) -> Iterator[Event]:
    yield Event("事实发生", finding.happened_on, finding.object_title)
    yield Event("发现问题", finding.found_at, words.finder(finding))
    for one in finding.steps.all():
        who = f"{one.by.name}：" if one.by else ""
        kind = "stop" if one.step in _STOPS else ""
        yield Event(one.get_step_display(), one.at, f"{who}{one.text}", kind)
    if finding.state == _STATE.OPEN:
        is_over = finding.due_on < on
        text = "已经过了，请尽快报告整改。" if is_over else "请在这一天以前报告整改。"
        yield Event("整改期限", finding.due_on, text, "next")
    elif finding.state == _STATE.MENDED:
        yield Event("等政务公开办复查", kind="now", when="现在")


def _hints(finding: Finding, locked: bool, is_reporter: bool) -> Iterator[str]:
    """Why some decision is not open."""
    if finding.is_ended:
        return
    month = words.month_words(finding.month)
    if finding.state == _STATE.OPEN:
        until = cn_date(finding.due_on)
        yield f"单位还没有报告整改（期限 {until}），现在不能销号，也不用退回。"
    if is_reporter:
        yield "这次整改是您自己报告的，要由另一位同事复查销号。"
    if locked:
        yield f"{month}考核已经锁定，扣分不再改变，所以不能再认定为不成立。"
