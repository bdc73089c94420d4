"""Text as the tables can hold it."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CUT = "…"


def tidy(text: str | None) -> str:
    """Without the control characters that a copied text may carry, and blanks at its ends."""
    return _UNPRINTABLE.sub("", text or "").strip()


def tidy_line(text: str | None) -> str:
    """The same in one line."""
    return " ".join(tidy(text).split())


def cut(text: str | None, longest: int) -> str | None:
    """Text that was read, cut with a mark where it is longer than anything that belongs there.

    The whole of it stands in the source lines of the plan.
    """
    if text is None or len(text) <= longest:
        return text
    return text[: longest - len(_CUT)] + _CUT
