"""The pages ask the clock; the tests stop it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.work.reporting.scene import BEGIN


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return BEGIN

    monkeypatch.setattr(timezone, "now", now)
