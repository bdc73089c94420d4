"""The pages ask the clock; the tests stop it on the day after the request came in."""

from __future__ import annotations

from datetime import date

import pytest

from tests.faces.desk.foi.reading import stop_clock
from tests.factories import moment

NOW = moment(date(2026, 2, 6), 15)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, NOW)
