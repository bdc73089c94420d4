"""What the worker does for the index, twice a second: almost always nothing."""

from __future__ import annotations

from datetime import datetime

from gongkai.rules.segmentation.words import fingerprint
from gongkai.work.search.actions.catch_up import catch_up
from gongkai.work.search.actions.rebuild import rebuild
from gongkai.work.search.queries.generation import active, is_current

# So much at a time that whatever else the worker must do is not kept waiting for long.
_BATCHES = 4


def keep_current(*, at: datetime) -> bool:
    """Take in what is new, and make the index anew where text is cut otherwise by now.

    Returns whether there was anything to do; if so, there may be more.
    """
    generation = active()
    if is_current(generation):
        return False
    catch_up(at=at, batches=_BATCHES)
    if generation is not None and generation.fingerprint != fingerprint():
        rebuild(at=at, batches=_BATCHES)
    return True
