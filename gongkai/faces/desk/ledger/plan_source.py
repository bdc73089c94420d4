"""The plan's own text beside what was read from it: numbered lines, cut where tasks begin."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.work.ledger.models.plan import Plan, Task


@dataclass(frozen=True)
class Part:
    """Lines that belong together: those of one task, or running text between tasks."""

    first: int
    texts: tuple[str, ...]
    task: Task | None = None
    is_asked: bool = False

    @property
    def anchor(self) -> str:
        """The id by which a task leads to its lines."""
        return f"s{self.first}"


def parts(plan: Plan, tasks: Sequence[Task], asked: Collection[int] = ()) -> list[Part]:
    """The whole source; `asked` are the ids of tasks that have an open question.

    Where two tasks share lines, the lines stay with the one that comes first.
    """
    owners = _owners(len(plan.source_lines), tasks)
    numbered = enumerate(zip(plan.source_lines, owners, strict=True), 1)
    found = []
    for _, group in groupby(numbered, key=lambda one: one[1][1]):
        lines = list(group)
        task = lines[0][1][1]
        texts = tuple(text for _, (text, _) in lines)
        found.append(Part(lines[0][0], texts, task, task is not None and task.pk in asked))
    return found


def anchors(found: Sequence[Part], tasks: Sequence[Task]) -> dict[int, str]:
    """For each task with a place in the source the id of the part that holds its first line."""
    held = {
        number: part.anchor
        for part in found
        for number in range(part.first, part.first + len(part.texts))
    }
    return {task.pk: held[task.first_line] for task in tasks if task.first_line in held}


def excerpt(plan: Plan, first: int, last: int) -> Iterator[tuple[int, str]]:
    """The lines from `first` to `last` with their numbers, empty ones left out."""
    if first > 0:
        numbered = enumerate(plan.source_lines[first - 1 : last], first)
        yield from ((number, text) for number, text in numbered if text.strip())


def _owners(count: int, tasks: Sequence[Task]) -> list[Task | None]:
    owners: list[Task | None] = [None] * count
    for task in reversed(tasks):
        first = max(task.first_line - 1, 0)
        if task.first_line > 0:
            span = range(first, min(task.last_line, count))
            for place in span:
                owners[place] = task
    return owners
