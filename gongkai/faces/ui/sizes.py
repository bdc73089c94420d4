"""File sizes as people read them."""

from __future__ import annotations

KILO = 1024


def file_size(count: int) -> str:
    """Bytes in the largest unit that leaves a number above one: 38 KB, 1.5 MB."""
    if count < KILO:
        return f"{count} 字节"
    value, unit = count / KILO, "KB"
    for bigger in ("MB", "GB"):
        # 1023.6 KB would be written 1024 KB: go up as soon as rounding reaches the next unit.
        if round(value) < KILO:
            break
        value, unit = value / KILO, bigger
    return f"{value:.0f} {unit}" if unit == "KB" or value == int(value) else f"{value:.1f} {unit}"
