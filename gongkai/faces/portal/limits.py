"""How often numbers and secrets may be tried, by one address and for one number."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse

from gongkai.faces.ui.errors import too_many
from gongkai.faces.ui.throttle import household, sender, waits
from gongkai.work.foi.queries.secrets import tidy

_BY_ADDRESS, _TEN_MINUTES = 30, 600
_BY_NUMBER, _HOUR = 20, 3600


def tried_too_often(request: HttpRequest, what: str, number: str = "") -> HttpResponse | None:
    """The answer where an address, or everybody with one number, tried too often.

    A number that nobody has is counted like any other, so that the answer tells nothing of it.
    """
    who = household(sender(request))
    seconds = waits(f"foi_try_{what}", who, limit=_BY_ADDRESS, seconds=_TEN_MINUTES)
    if number:
        key = hashlib.sha256(tidy(number).encode()).hexdigest()
        seconds = max(seconds, waits(f"foi_number_{what}", key, limit=_BY_NUMBER, seconds=_HOUR))
    return too_many(request, seconds) if seconds else None
