"""Personal data is never shown whole; here is how much of each kind is shown."""

from __future__ import annotations

# How many characters stay at the front and at the end.
KEPT: dict[str, tuple[int, int]] = {
    "identity": (6, 0),
    "mobile": (3, 4),
    "card": (0, 4),
    "name": (1, 0),
}


def mask(value: str, kind: str) -> str:
    """The value with its middle replaced by stars; one too short to hide is hidden whole."""
    front, back = KEPT[kind]
    hidden = len(value) - front - back
    if hidden <= 0:
        return "*" * len(value)
    return value[:front] + "*" * hidden + value[len(value) - back :]
