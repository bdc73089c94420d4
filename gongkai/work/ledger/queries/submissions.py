"""Who has handed in the ledger, who late, who not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gongkai.work.journal.deeds import day_of
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.models.submission import LedgerSubmission
from gongkai.work.ledger.queries.duties import organisations_in
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class Standing:
    """One organisation's row: `state` is submitted, late, missing or waiting.

    `submission` is the latest one on that day; whether it came late is judged by the first,
    since correcting a ledger later is no delay.
    """

    organisation: Organisation
    state: str
    duty_count: int
    filled_count: int
    submission: LedgerSubmission | None = None

    @property
    def receipt(self) -> str:
        """The number of the receipt, empty without a submission."""
        return self.submission.receipt if self.submission else ""


def standing(plan: Plan, on: date) -> list[Standing]:
    """How every organisation with a duty under the plan stands at the end of the day `on`."""
    sent: dict[int, list[LedgerSubmission]] = {}
    for one in plan.submissions.select_related("submitted_by").order_by("number"):
        if day_of(one.submitted_at) <= on:
            sent.setdefault(one.organisation_id, []).append(one)
    return [
        _standing(plan, on, organisation, sent.get(organisation.pk, []))
        for organisation in organisations_in(plan)
    ]


def late(plan: Plan, on: date) -> list[Standing]:
    """The list for the day after the deadline: handed in late or not at all."""
    return [one for one in standing(plan, on) if one.state in {"late", "missing"}]


@dataclass(frozen=True)
class Owed:
    """A ledger that an organisation has not handed in at all, with its day."""

    plan_title: str
    year: int
    organisation_code: str
    organisation_label: str
    due_on: date


def owed(organisations: Iterable[Organisation] | QuerySet[Any]) -> list[Owed]:
    """The ledgers that these organisations have still to hand in, the most urgent first."""
    sent = LedgerSubmission.objects.filter(
        plan=OuterRef("task__plan"), organisation=OuterRef("organisation")
    )
    duties = Duty.objects.filter(
        ~Exists(sent),
        organisation__in=organisations,
        task__plan__state=Plan.State.ADOPTED,
        task__plan__ledger_due_on__isnull=False,
    )
    rows = duties.values_list(
        "task__plan__title", "task__plan__year", "organisation__code",
        "organisation__short_name", "organisation__name", "task__plan__ledger_due_on",
    ).distinct()  # fmt: skip
    found = [
        Owed(title, year, code, short or name, due)
        for title, year, code, short, name, due in rows
        if year is not None
        and due is not None  # adopted plans have both; the columns do not say so
    ]
    return sorted(found, key=lambda one: (one.due_on, one.organisation_code))


def latest(plan: Plan, organisation: Organisation) -> LedgerSubmission | None:
    """The submission that counts now."""
    return plan.submissions.filter(organisation=organisation).order_by("-number").first()


def _standing(
    plan: Plan, on: date, organisation: Organisation, sent: list[LedgerSubmission]
) -> Standing:
    if sent:
        state = "late" if sent[0].is_late else "submitted"
    else:
        is_over = plan.ledger_due_on is not None and on > plan.ledger_due_on
        state = "missing" if is_over else "waiting"
    counts = vars(organisation)
    return Standing(
        organisation,
        state,
        counts["duty_count"],
        counts["filled_count"],
        sent[-1] if sent else None,
    )
