"""Places in long lists as they stand in addresses: stable, whatever comes in before them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from gongkai.work.records.queries.changes import Place

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
_FORM = re.compile(r"(\d{1,17})-(\d{1,18})", re.ASCII)


def written(place: Place) -> str:
    """The place as a token."""
    return f"{(place.at - _EPOCH) // _STEP}-{place.pk}"


def read(token: str) -> Place | None:
    """The place of a token; None if it is not one of ours."""
    found = _FORM.fullmatch(token)
    if found is None:
        return None
    return Place(_EPOCH + int(found[1]) * _STEP, int(found[2]))
