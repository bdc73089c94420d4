"""Long work on many objects: looked through for circles now and then, not all the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 100_000
_ROUNDS = (20, 100)


@contextmanager
def many_objects() -> Iterator[None]:
    """Look for circular garbage a hundredth as often while a hundred thousand rows go through.

    The usual thresholds are for small programs: they took a sixth of the time of an import and a
    third of that of a check of the log.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *_ROUNDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
