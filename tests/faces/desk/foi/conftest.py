"""The pages ask the clock; the tests stop it some days after the requests came."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.factories import moment

NOW = moment(date(2026, 2, 10), 15)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return NOW

    monkeypatch.setattr(timezone, "now", now)
