"""The pages ask the clock; the tests stop it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from tests.faces.desk.inspection.scene import NOW


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def now() -> datetime:
        return NOW

    monkeypatch.setattr(timezone, "now", now)
