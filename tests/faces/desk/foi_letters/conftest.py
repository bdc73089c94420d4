"""The pages ask the clock; the tests stop it on a day on which a case is running."""

from __future__ import annotations

import pytest

from tests.faces.desk.foi.reading import stop_clock
from tests.work.foi.test_letters import AT


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, AT)
