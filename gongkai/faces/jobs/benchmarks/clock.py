"""Timing inside one run: the best of several rounds, since a busy machine only ever adds time."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_seconds(act: Callable[[], object], rounds: int = 3) -> float:
    """Return the shortest time in seconds that `act` took in `rounds` rounds."""
    return _best(act, rounds, time.perf_counter)


def best_cpu_seconds(act: Callable[[], object], rounds: int = 3) -> float:
    """Return the shortest time that `act` kept one processor busy, whoever else used the others."""
    return _best(act, rounds, time.process_time)


def _best(act: Callable[[], object], rounds: int, clock: Callable[[], float]) -> float:
    times = []
    for _ in range(rounds):
        begun = clock()
        act()
        times.append(clock() - begun)
    return min(times)
