"""The pages ask the clock; the tests stop it some days after the requests came."""

from __future__ import annotations

from datetime import date

import pytest

from tests.faces.desk.foi.reading import stop_clock
from tests.factories import moment

NOW = moment(date(2026, 2, 10), 15)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, NOW)
