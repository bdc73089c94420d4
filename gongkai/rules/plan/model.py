"""The shapes between a file and a plan: a neutral source, raw rows, and the reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Line:
    """One line of running text. `at` is its 1-based place in `Source.lines`."""

    text: str
    at: int
    page: int | None = None
    indented: bool = False


@dataclass(frozen=True)
class Cell:
    """One grid position. Positions covered by a merged cell share `text` and `key`."""

    text: str
    key: int


@dataclass(frozen=True)
class Row:
    """One grid row with its place: `label` for people, `at` for the source lines.

    `doubts` says why which fields cannot be told from those of its neighbours.
    """

    cells: tuple[Cell, ...]
    label: str
    at: int
    to: int = 0
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> tuple[int, int]:
        """The first and the last source line; more than one if a page break cut the row."""
        return self.at, max(self.at, self.to)


@dataclass(frozen=True)
class Table:
    """A grid of cells; `cut` if page breaks may go through its cells."""

    rows: tuple[Row, ...]
    cut: bool = False


@dataclass(frozen=True)
class Problem:
    """What could not be read, and where."""

    where: str
    what: str

    def as_json(self) -> dict[str, str]:
        """Return `{"where", "what"}`."""
        return {"where": self.where, "what": self.what}


@dataclass
class Source:
    """A file in one neutral form: its lines, the running text, and the tables.

    `placed` is the running text with the blanks of its page, where that may be a table.
    """

    lines: list[str]
    body: list[Line]
    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    placed: list[Line] = field(default_factory=list)
    asides: list[Problem] = field(default_factory=list)
    is_text: bool = False


@dataclass
class RawTask:
    """A table row by meaning, still in the words of the file; None is not resolved."""

    number: str | None
    categories: list[str | None]
    requirement: str | None
    units: list[tuple[str, str | None]]
    deadline: str | None
    sources: dict[str, str]
    lines: tuple[int, int]
    where: str
    unresolved: dict[str, str] = field(default_factory=dict)


@dataclass
class RawTable:
    """All rows of the plan's table and which columns the table has."""

    tasks: list[RawTask]
    has_units: bool
    has_deadlines: bool
    caption: str | None = None
    problems: list[Problem] = field(default_factory=list)
    confirm: list[Problem] = field(default_factory=list)
    first_line: int = 0
    last_line: int = 0
    is_prose: bool = False
    first_leads: bool = False


@dataclass(frozen=True)
class Unit:
    """A responsible unit and its role: lead, support or responsible."""

    name: str
    role: str

    def as_json(self) -> dict[str, str]:
        """Return `{"name", "role"}`."""
        return {"name": self.name, "role": self.role}


@dataclass(frozen=True)
class Task:
    """One task of the plan. A field that could not be resolved is None."""

    number: int | None
    categories: tuple[str, ...] | None
    requirement: str | None
    responsible: tuple[Unit, ...] | None
    deadline_text: str | None
    deadline: dict[str, Any] | None
    sources: dict[str, str]
    lines: tuple[int, int]

    def as_json(self) -> dict[str, Any]:
        """Return the task of contract 1 with `sources` and `lines` beside it."""
        units = None if self.responsible is None else [u.as_json() for u in self.responsible]
        return {
            "number": self.number,
            "categories": None if self.categories is None else list(self.categories),
            "requirement": self.requirement,
            "responsible": units,
            "deadline_text": self.deadline_text,
            "deadline": self.deadline,
            "sources": self.sources,
            "lines": list(self.lines),
        }


@dataclass(frozen=True)
class Obligation:
    """A duty that the running text of the plan lays on somebody."""

    id: str
    section: str
    text: str
    kind: str
    lines: tuple[int, int]
    count: int | None = None
    per: str | None = None
    date: str | None = None
    deadline_text: str | None = None
    deadline: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the obligation of contract 1; absent values are left out."""
        known: dict[str, Any] = {"id": self.id, "section": self.section, "text": self.text}
        known["kind"] = self.kind
        for key in ("count", "per", "date", "deadline_text", "deadline"):
            value = getattr(self, key)
            if value is not None:
                known[key] = value
        return known | {"lines": list(self.lines)}


@dataclass(frozen=True)
class PlanReading:
    """What one file says, what could not be resolved, and what a person should confirm."""

    title: str | None
    document_number: str | None
    issuer: str | None
    date: str | None
    year: int | None
    tasks: tuple[Task, ...]
    obligations: tuple[Obligation, ...]
    problems: tuple[Problem, ...]
    confirm: tuple[Problem, ...]
    source_lines: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the plan of contract 1; `confirm`, `year`, `source_lines` are additions."""
        return {
            "title": self.title,
            "document_number": self.document_number,
            "issuer": self.issuer,
            "date": self.date,
            "year": self.year,
            "tasks": [task.as_json() for task in self.tasks],
            "obligations": [duty.as_json() for duty in self.obligations],
            "problems": [problem.as_json() for problem in self.problems],
            "confirm": [problem.as_json() for problem in self.confirm],
            "source_lines": list(self.source_lines),
        }
