"""A running instance whose clock a journey sets, and pictures of what was seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache

from tests.factories import moment

pytest.register_assert_rewrite(
    *(
        f"tests.journeys.{name}"
        for name in ("stage", "adopting", "publishing", "public", "inspecting", "archiving")
    )
)

from tests.journeys.clock import Clock  # noqa: E402


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """How often somebody logged in is counted in the cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def database_beside_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's loop runs in this thread, which Django would take for asynchronous code."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def clock() -> Iterator[Callable[..., Clock]]:
    """Starts the clock of all threads at a day."""
    travels: list[time_machine.travel] = []

    def start(day: str) -> Clock:
        travels.append(time_machine.travel(moment(Clock.day(day)), tick=True))
        return Clock(travels[-1].start())

    yield start
    for one in travels:
        one.stop()


@pytest.fixture
def pictures(root: Path, request: pytest.FixtureRequest) -> Path:
    """Where the pictures of this test stay to be looked at."""
    folder = root / "test-output" / "journey" / request.node.name.removeprefix("test_")
    shutil.rmtree(folder, ignore_errors=True)
    return folder
