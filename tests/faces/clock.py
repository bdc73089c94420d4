"""The moment at which pages are opened, moved on by hand."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone


class Clock:
    """What the pages take for now."""

    now: datetime

    @classmethod
    def hang(cls, monkeypatch: pytest.MonkeyPatch, at: datetime) -> type[Clock]:
        """Let the pages look at this clock, which shows `at` until a test moves it."""
        cls.now = at
        monkeypatch.setattr(timezone, "now", lambda: cls.now)
        return cls
