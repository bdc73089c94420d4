"""Timing inside one run: the best of several rounds, since a busy machine only ever adds time."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_seconds(act: Callable[[], object], rounds: int = 3) -> float:
    """Return the shortest time in seconds that `act` took in `rounds` rounds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return min(times)
