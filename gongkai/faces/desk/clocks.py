"""Time left, as the desk shows it: in working days, and in days where those would mislead."""

from __future__ import annotations

from datetime import date

from gongkai.faces.ui.parts import Clock
from gongkai.rules.workdays import remaining_workdays


def clock_until(on: date, due_on: date) -> Clock:
    """The clock of a date as it stands on the day `on`.

    Between a Friday and its weekend lies no working day, yet one of the two is over.
    """
    left = remaining_workdays(on, due_on, provisional=True)
    if left == 0 and due_on != on:
        return Clock((due_on - on).days, due_on, "days")
    return Clock(left, due_on)
