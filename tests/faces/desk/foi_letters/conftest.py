"""The pages ask the clock; the tests stop it on a day on which a case is running."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.work.foi.test_letters import AT


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return AT

    monkeypatch.setattr(timezone, "now", now)
