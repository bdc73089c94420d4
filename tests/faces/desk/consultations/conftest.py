"""The pages ask the clock; the tests stop it while a consultation runs and some have spoken."""

from __future__ import annotations

from datetime import date

import pytest

from tests.faces.desk.foi.reading import stop_clock
from tests.factories import moment
from tests.work.decisions.consult_scene import Scene, opened, said

NOW = moment(date(2026, 9, 1), 15)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, NOW)


@pytest.fixture
def spoken() -> Scene:
    """Two said the same on a clause; the first left a name, an address and a picture."""
    made = opened()
    text = "降价的理由：我是米有为，电话 13800138000。"
    said(
        made, text, at=NOW, clause="a5", name="米有为", email="mi@example.com",
        files=[("照片.png", PNG)],
    )  # fmt: skip
    said(made, text, at=NOW, clause="a5")
    return made
