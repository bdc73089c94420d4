"""The pages ask the clock; the tests stop it on the day after a quarter was due."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.factories import moment
from tests.work.records.test_currency import AFTER

NOW = moment(AFTER, 15)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return NOW

    monkeypatch.setattr(timezone, "now", now)
