"""Ledgers that are still to be handed in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.home.panels import Panel
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Work
from gongkai.work.inspection.queries.waiting import places
from gongkai.work.ledger.queries.submissions import Owed, owed
from gongkai.work.org.models.person import Person


def ledger_panels(person: Person, on: date) -> Iterator[Panel]:
    """The ledgers that somebody has to hand in; nothing where all are in."""
    rows = [_row(one, on) for one in owed(places(person, "ledger.submit", on))]
    if rows:
        yield Panel("ledger", "要报送的台账", rows, reverse("desk:ledger"), f"全部 {len(rows)} 份")


def _row(one: Owed, on: date) -> Work:
    submit = reverse("desk:ledger_submit", args=[one.organisation_code])
    return Work(
        title=f"{one.organisation_label} {one.year} 年工作台账",
        url=reverse("desk:ledger_of", args=[one.organisation_code]),
        why=f"{one.plan_title} · 报送期限 {cn_day(one.due_on)}",
        clock=clock_until(on, one.due_on),
        action="填写并报送",
        action_url=submit,
    )
