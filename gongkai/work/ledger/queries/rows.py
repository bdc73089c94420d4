"""A ledger as plain rows: what is handed in, exported and printed is the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.work.ledger.models.duty import Duty, Occurrence
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.duties import former_names, ledger_of, named_as
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class LedgerRow:
    """One duty in the words of the ledger. `named_as` is a former name that the plan uses."""

    duty_id: int
    place: str
    number: int | None
    categories: tuple[str, ...]
    requirement: str
    role: str
    role_label: str
    named_as: str
    section: str
    person: str
    note: str
    milestones: tuple[tuple[str, date], ...]
    deadline_text: str
    occurrences: tuple[Occurrence, ...]

    @property
    def progress(self) -> str:
        """The state of each period, with the period's name where there are several."""
        if len(self.occurrences) == 1:
            return self.occurrences[0].get_state_display()
        return "\n".join(f"{one.label}：{one.get_state_display()}" for one in self.occurrences)


def ledger_rows(plan: Plan, organisation: Organisation) -> list[LedgerRow]:
    """The ledger of one organisation, row by row in the order of the plan."""
    former = former_names(organisation)
    return [_row(duty, former) for duty in ledger_of(plan, organisation)]


def _row(duty: Duty, former: frozenset[str]) -> LedgerRow:
    task = duty.task
    return LedgerRow(
        duty_id=duty.pk,
        place=task.place,
        number=task.number,
        categories=tuple(task.categories or ()),
        requirement=task.requirement or "",
        role=duty.role,
        role_label=duty.get_role_display(),
        named_as=named_as(duty, former),
        section=duty.section,
        person=duty.person,
        note=duty.note,
        milestones=tuple((one.text, one.due_on) for one in duty.milestones.all()),
        deadline_text=task.deadline_text or "",
        occurrences=tuple(duty.occurrences.all()),
    )


def as_json(row: LedgerRow) -> dict[str, object]:
    """A row of contract `ledger`."""
    return {
        "task": row.number,
        "categories": list(row.categories),
        "requirement": row.requirement,
        "role": row.role,
        "named_as": row.named_as,
        "section": row.section,
        "person": row.person,
        "note": row.note,
        "milestones": [{"text": text, "due": day.isoformat()} for text, day in row.milestones],
        "deadline_text": row.deadline_text,
        "occurrences": [_occurrence(one) for one in row.occurrences],
    }


def _occurrence(one: Occurrence) -> dict[str, object]:
    return {
        "period": one.period,
        "label": one.label,
        "starts": one.starts_on.isoformat(),
        "due": one.due_on.isoformat() if one.due_on else None,
        "provisional": one.provisional,
        "state": one.state,
        "explanation": one.explanation,
        "evidence": [{"title": proof.title, "url": proof.url} for proof in one.evidence.all()],
    }
