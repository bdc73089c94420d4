"""The pages ask the clock; the tests stop it on a day of the plan's year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import timezone

from tests.faces.desk.ledger.scene import NOW


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def now() -> datetime:
        return NOW

    monkeypatch.setattr(timezone, "now", now)
    yield
