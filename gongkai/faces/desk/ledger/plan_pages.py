"""What the adoption screen shows: every task beside its lines, what is asked of it, the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.faces.desk.ledger.plan_source import Part, anchors, parts
from gongkai.faces.desk.ledger.words import (
    OBLIGATIONS,
    dues_words,
    limit_words,
    lines_words,
    note_words,
    obligation_words,
)
from gongkai.faces.ui.messages import sentence
from gongkai.work.journal.deeds import Refused
from gongkai.work.ledger.models.plan import Obligation, Plan, Responsible, Task
from gongkai.work.ledger.queries.outcome import Outcome, outcome
from gongkai.work.ledger.queries.plans import ESSENTIAL, Question, notes, questions, tasks_of
from gongkai.work.ledger.queries.shares import dues, horizon, named
from gongkai.work.org.models.organisation import Organisation

# The control that answers a question, by the field that it is about.
_A_COLUMN = 3
_IN_UNITS = frozenset({"responsible_unknown", "organisation_dissolved", "group_empty"})


@dataclass(frozen=True)
class Ask:
    """One question. `elsewhere` is the number of the task where the same name is asked first."""

    question: Question
    sentence: str
    elsewhere: str = ""
    elsewhere_anchor: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """True if the answer is an organisation."""
        return self.question.code in _IN_UNITS and self.question.code != "group_empty"


@dataclass(frozen=True)
class UnitShown:
    """A name of the plan and what it means."""

    row: Responsible
    means: str
    members: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class TaskShown:
    """One task with everything that its row shows."""

    task: Task
    label: str
    place: str
    source: str
    units: tuple[UnitShown, ...]
    limit: str
    dues: str
    asks: tuple[Ask, ...]

    @property
    def anchor(self) -> str:
        """The id of the row."""
        return f"t{self.task.order}"

    @property
    def unit_asks(self) -> list[Ask]:
        """Questions that an organisation answers."""
        return [one for one in self.asks if one.question.code in _IN_UNITS]

    @property
    def cell_asks(self) -> list[Ask]:
        """Questions that a corrected cell answers."""
        return [one for one in self.asks if one.question.code not in _IN_UNITS]

    @property
    def asked_fields(self) -> list[str]:
        """The cells that are asked for, each once."""
        return list(dict.fromkeys(one.question.field for one in self.cell_asks))


@dataclass(frozen=True)
class ObligationShown:
    """A duty of the running text."""

    obligation: Obligation
    kind: str
    when: str
    place: str
    source: str


@dataclass(frozen=True)
class PlanPage:
    """The whole screen of a draft, and of what an adopted plan left open."""

    plan: Plan
    asked: tuple[TaskShown, ...]
    clear: tuple[TaskShown, ...]
    plan_asks: tuple[Ask, ...]
    notes: tuple[str, ...]
    source: tuple[Part, ...]
    obligations: tuple[ObligationShown, ...]
    outcome: Outcome | None

    @property
    def ask_count(self) -> int:
        """How many answers are wanted; the same name asked in several tasks is one."""
        own = [one for row in self.asked for one in row.asks if not one.elsewhere]
        return len(own) + len(self.plan_asks)

    @property
    def task_count(self) -> int:
        """All tasks."""
        return len(self.asked) + len(self.clear)

    @property
    def undated_count(self) -> int:
        """How many tasks state no time limit."""
        return sum(row.task.deadline_text is None for row in (*self.asked, *self.clear))

    @property
    def shares_one_answer(self) -> bool:
        """True if so many tasks state none that a column seems to be missing."""
        return self.undated_count >= _A_COLUMN

    @property
    def blocks(self) -> bool:
        """True if something is missing without which nothing can be laid down."""
        return any(one.question.code in ESSENTIAL for one in self.plan_asks)


def plan_page(plan: Plan, on: date) -> PlanPage:
    """Read the draft with all its questions; the number of queries does not grow with it."""
    tasks = tasks_of(plan)
    found = questions(plan, tasks, on=on)
    asks = _asks(found)
    source = parts(plan, tasks, {one.task.pk for one in found if one.task})
    places = anchors(source, tasks)
    rows = [task_shown(plan, task, asks.get(task.pk, ()), places) for task in tasks]
    return PlanPage(
        plan=plan,
        asked=tuple(row for row in rows if row.asks),
        clear=tuple(row for row in rows if not row.asks),
        plan_asks=tuple(Ask(one, _sentence(one)) for one in found if one.task is None),
        notes=tuple(note_words(one.code, one.where, one.what) for one in notes(plan, tasks)),
        source=tuple(source),
        obligations=tuple(_obligations(plan, source)),
        outcome=outcome(plan, tasks, on),
    )


def task_page(plan: Plan, task: Task, on: date) -> TaskShown:
    """One task as its own page shows it."""
    tasks = tasks_of(plan)
    asks = _asks(questions(plan, tasks, on=on))
    whole = next(one for one in tasks if one.pk == task.pk)
    return task_shown(plan, whole, asks.get(task.pk, ()), {})


def task_shown(plan: Plan, task: Task, asks: Sequence[Ask], places: Mapping[int, str]) -> TaskShown:
    """One row; `places` lead to the part of the source where a task stands."""
    # One fixed day is said by the limit itself.
    is_fixed = (task.deadline or {}).get("kind") == "fixed" and "parts" not in (task.deadline or {})
    is_dated = plan.year is not None and plan.issued_on is not None and not is_fixed
    return TaskShown(
        task=task,
        label=task.place,
        place=lines_words(task.first_line, task.last_line),
        source=places.get(task.pk, ""),
        units=tuple(_unit(row) for row in task.responsibles.all()),
        limit=limit_words(task.deadline),
        dues=dues_words(dues(task.deadline, *horizon(plan))) if is_dated else "",
        asks=tuple(asks),
    )


def choices(organisations: Iterable[Organisation], groups: Iterable[Any]) -> list[Any]:
    """What a name may mean: (heading, [(value, words)])."""
    return [
        ("按情况", [("later", "发生时由政务公开办指定")]),
        ("一组单位", [(f"group:{one.pk}", one.name) for one in groups]),
        ("全部单位", [(f"org:{one.pk}", one.name) for one in organisations]),
    ]


def _asks(found: Iterable[Question]) -> dict[int, list[Ask]]:
    """Questions by task; a name that several tasks give is asked at the first of them."""
    listed = [(one, one.task) for one in found if one.task is not None]
    bearers: dict[str, list[Task]] = {}
    for one, task in listed:
        if one.code == "responsible_unknown":
            bearers.setdefault(one.values["name"], []).append(task)
    by_task: dict[int, list[Ask]] = {}
    for one, task in listed:
        known = one.code == "responsible_unknown"
        tasks = bearers[one.values["name"]] if known else [task]
        by_task.setdefault(task.pk, []).append(_ask(one, task, tasks))
    return by_task


def _ask(one: Question, task: Task, bearers: Sequence[Task]) -> Ask:
    first = bearers[0]
    if first.pk != task.pk:
        return Ask(one, _sentence(one), first.place, f"t{first.order}")
    others = (other for other in bearers if other.pk != task.pk)
    return Ask(one, _sentence(one), also=tuple(other.place for other in others))


def _sentence(one: Question) -> str:
    # Beside its own task a question need not say again which one it is about.
    beside = {"where": ""} if one.task is not None else {}
    return sentence(Refused(one.code, **{"where": "", **one.values, **beside}))


def _unit(row: Responsible) -> UnitShown:
    members = tuple(named(row)) if row.means == Responsible.Means.GROUP else ()
    if row.means == Responsible.Means.ORGANISATION and row.organisation is not None:
        means = "" if row.organisation.name == row.name else row.organisation.name
    elif row.means == Responsible.Means.GROUP:
        means = f"{len(members)} 个单位"
    else:
        means = row.get_means_display()
    return UnitShown(row, means, members)


def _obligations(plan: Plan, source: Sequence[Part]) -> Iterable[ObligationShown]:
    held = [(part.first, part.anchor) for part in source]
    for one in plan.obligations.all():
        anchor = next((name for first, name in reversed(held) if first <= one.first_line), "")
        yield ObligationShown(
            one,
            OBLIGATIONS[one.kind],
            obligation_words(one),
            lines_words(one.first_line, one.last_line),
            anchor if one.first_line else "",
        )
