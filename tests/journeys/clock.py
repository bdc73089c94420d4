"""The clock of a journey: it runs, and can be set on; the worker then does what has come due."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from time_machine import Traveller

from gongkai.faces.jobs.worker import run_all_due
from gongkai.work.journal.deeds import day_of
from tests.factories import moment


class Clock:
    """What all threads take for the time."""

    def __init__(self, traveller: Traveller) -> None:
        self._traveller = traveller

    @staticmethod
    def day(text: str) -> date:
        return date.fromisoformat(text)

    @property
    def today(self) -> date:
        return day_of(timezone.now())

    def move_to(self, day: str, hour: int = 9) -> None:
        """Set the clock on, and let the worker make up for the nights between."""
        self._traveller.move_to(moment(self.day(day), hour))
        assert [run.last_error for run in run_all_due() if run.last_error] == []
