"""The pages ask the clock; the tests stop it two days after the reply."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.work.foi.test_archive import AT


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return AT

    monkeypatch.setattr(timezone, "now", now)
