"""An adopted plan: how each task stands, what was left open, what is given out later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator

from gongkai.faces.desk.ledger.plan_pages import PlanPage, TaskShown
from gongkai.faces.ui.parts import Share, Stat, Tag
from gongkai.faces.ui.states import tag_of
from gongkai.work.ledger.models.duty import State
from gongkai.work.ledger.models.plan import Plan, Responsible
from gongkai.work.ledger.queries.outcome import is_given_later
from gongkai.work.ledger.queries.plans import handovers
from gongkai.work.ledger.queries.progress import TaskProgress, progress
from gongkai.work.org.models.organisation import Organisation

PER_PAGE = 50
# Trouble first; a row of figures and the tags of a task follow this order.
ORDER = (
    State.OVERDUE,
    State.BROKEN,
    State.DUE,
    State.MANUAL,
    State.UPCOMING,
    State.LATE,
    State.FULFILLED,
    State.KEPT,
)
_TROUBLE = frozenset({State.OVERDUE, State.BROKEN})
_STATS = frozenset({"bad", "warn"})


@dataclass(frozen=True)
class TaskState:
    """One task and how many of its occurrences are in which state."""

    row: TaskShown
    progress: TaskProgress
    tags: tuple[Tag, ...]

    @property
    def trouble(self) -> int:
        """How many occurrences went wrong."""
        return sum(self.progress.tally.counts[state] for state in _TROUBLE)


def overview(
    plan: Plan, page: PlanPage, on: date, query: Mapping[str, str], organisations: Sequence[Any]
) -> dict[str, Any]:
    """What the page shows besides the open questions."""
    whole = progress(plan, on)
    shown = sorted([*page.asked, *page.clear], key=lambda row: row.task.order)
    rows = [TaskState(row, one, tags(one.tally.counts)) for row, one in zip(shown, whole.tasks)]  # noqa: B905
    found = _filtered(rows, query.get("state", ""), query.get("q", "").strip())
    return {
        "stats": _stats(whole.tally.counts, page),
        "shares": shares(whole.tally.counts),
        "rows": Paginator(found, PER_PAGE).get_page(query.get("page")),
        "found_count": len(found),
        "states": [(state, tag_of(state).word) for state in ORDER],
        "state": query.get("state", ""),
        "q": query.get("q", ""),
        "later": [row for row in rows if is_given_later(row.row.task)],
        "gone": handovers(plan, on),
        "organisations": organisations,
        "roles": Responsible.Role.choices,
    }


def tags(counts: Counter[str]) -> tuple[Tag, ...]:
    """The states that occur, each with its number."""
    found = [(tag_of(state), counts[state]) for state in ORDER if counts[state]]
    return tuple(Tag(tag.kind, f"{tag.word} {count}") for tag, count in found)


def shares(counts: Counter[str]) -> list[Share]:
    """The same as parts of a bar, the done ones first."""
    found = [(tag_of(state), counts[state]) for state in reversed(ORDER) if counts[state]]
    return [Share(tag.kind, count, tag.word) for tag, count in found]


def _stats(counts: Counter[str], page: PlanPage) -> list[Stat]:
    units: set[Organisation] = set(page.outcome.organisations) if page.outcome else set()
    figures = [Stat("任务", page.task_count, "项"), Stat("承办单位", len(units), "个")]
    for state in ORDER:
        tag = tag_of(state)
        if counts[state]:
            kind = tag.kind if tag.kind in _STATS else ""
            figures.append(Stat(tag.word, counts[state], "条", kind))
    return figures


def _filtered(rows: Sequence[TaskState], state: str, words: str) -> list[TaskState]:
    """Trouble first, then the order of the plan."""
    kept = [
        one
        for one in rows
        if (not state or one.progress.tally.counts[state])
        and (not words or words in _text(one) or words == str(one.row.task.number))
    ]
    return sorted(kept, key=lambda one: -one.trouble)


def _text(one: TaskState) -> str:
    units = "、".join(unit.name for unit in one.progress.units)
    return f"{one.row.task.requirement or ''}{units}"
