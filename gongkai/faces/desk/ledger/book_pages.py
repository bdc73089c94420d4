"""A department's ledger as a table: what is to be done, done, kept, or for people to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.faces.desk.ledger.words import month_end
from gongkai.faces.ui.parts import Tag
from gongkai.faces.ui.states import tag_of
from gongkai.work.ledger.models.duty import Duty, Occurrence, State
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.duties import former_names, ledger_of, named_as
from gongkai.work.org.models.organisation import Organisation

TODO, DONE, KEPT, JUDGE = "todo", "done", "kept", "judge"
GROUPS = {
    TODO: "要办的 {count} 项，按期限从近到远",
    DONE: "已完成 {count} 项",
    KEPT: "持续落实 {count} 项",
    JUDGE: "须由人判断 {count} 项",
}
NAMES = {TODO: "要办的", DONE: "已完成", KEPT: "持续落实", JUDGE: "须由人判断"}
_GROUP_OF = {
    State.OVERDUE: TODO,
    State.DUE: TODO,
    State.FULFILLED: DONE,
    State.LATE: DONE,
    State.KEPT: KEPT,
    State.BROKEN: KEPT,
    State.MANUAL: JUDGE,
}
_NO_DATE = date.max


@dataclass(frozen=True)
class Row:
    """One line of the ledger: an occurrence of a duty, or a duty of which nothing is due yet.

    Only the first line of a duty takes its section and person.
    """

    duty: Duty
    occurrence: Occurrence | None
    group: str
    tag: Tag
    named_as: str = ""
    takes_input: bool = True

    @property
    def due_on(self) -> date | None:
        """The day by which it is due."""
        return self.occurrence.due_on if self.occurrence else None

    @property
    def period(self) -> str:
        """The period, where the duty comes more than once."""
        many = len(self.duty.occurrences.all()) > 1
        return self.occurrence.label if self.occurrence and many else ""


@dataclass(frozen=True)
class Group:
    """The rows of one kind on this page under their heading."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Wanted:
    """What the filters ask for."""

    group: str = ""
    section: str = ""
    due: str = ""
    q: str = ""


def wanted(query: Mapping[str, str]) -> Wanted:
    """The filters of a request; what is unknown asks for nothing."""
    group = query.get("state", "")
    return Wanted(
        group if group in NAMES else "",
        query.get("section", ""),
        query.get("due", ""),
        query.get("q", "").strip(),
    )


def rows_of(plan: Plan, organisation: Organisation) -> list[Row]:
    """All rows of the ledger, trouble and near dates first."""
    former = former_names(organisation)
    rows = [row for duty in ledger_of(plan, organisation) for row in _rows(duty, former)]
    return sorted(rows, key=_place)


def filtered(rows: Iterable[Row], want: Wanted, on: date) -> list[Row]:
    """The rows that the filters let through; the first of each duty takes the input."""
    kept = [row for row in rows if _fits(row, want, on)]
    seen: set[int] = set()
    found = []
    for row in kept:
        found.append(replace(row, takes_input=row.duty.pk not in seen))
        seen.add(row.duty.pk)
    return found


def first_inputs(rows: Sequence[Row]) -> list[Row]:
    """The same for one page of a long ledger, where the first row of a duty may be missing."""
    return filtered(rows, Wanted(), _NO_DATE)


def grouped(rows: Sequence[Row], counts: Mapping[str, int]) -> list[Group]:
    """The rows under their headings; `counts` are those of all pages."""
    return [
        Group(GROUPS[name].format(count=counts[name]), tuple(r for r in rows if r.group == name))
        for name in GROUPS
        if any(row.group == name for row in rows)
    ]


def counted(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows each kind has."""
    counts = dict.fromkeys(GROUPS, 0)
    for row in rows:
        counts[row.group] += 1
    return counts


def _rows(duty: Duty, former: frozenset[str]) -> list[Row]:
    called = named_as(duty, former)
    found = list(duty.occurrences.all())
    if not found:
        return [Row(duty, None, JUDGE, Tag("warn", "时限未核定"), called)]
    return [Row(duty, one, _group(one), tag_of(one.state), called) for one in found]


def _group(one: Occurrence) -> str:
    if one.state == State.UPCOMING:
        return TODO if one.due_on else KEPT
    return _GROUP_OF[State(one.state)]


def _place(row: Row) -> tuple[int, int, date, int]:
    state = row.occurrence.state if row.occurrence else ""
    return (
        list(GROUPS).index(row.group),
        0 if state in {State.OVERDUE, State.BROKEN} else 1,
        row.due_on or _NO_DATE,
        row.duty.task.order,
    )


def _fits(row: Row, want: Wanted, on: date) -> bool:
    task = row.duty.task
    if want.group and row.group != want.group:
        return False
    if want.section and row.duty.section != want.section:
        return False
    if want.due == "month" and (row.due_on is None or row.due_on > month_end(on)):
        return False
    texts = (task.requirement or "", row.duty.person, row.period)
    return not want.q or want.q == str(task.number) or any(want.q in text for text in texts)
