"""A difference between two texts in the shape that the component `diff` draws."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.rules.diff import Kind, TextDiff

_KINDS = {Kind.EQUAL: "same", Kind.INSERT: "ins", Kind.DELETE: "del"}


def segments(diff: TextDiff, masked: Callable[[str], str] = str) -> list[list[tuple[str, str]]]:
    """Paragraphs of (kind, text); `masked` hides what must not be shown."""
    return [
        [(_KINDS[one.kind], masked(one.text)) for one in part.segments] for part in diff.paragraphs
    ]
