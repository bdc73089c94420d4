"""One thing to say about a paper, in words, with its place and the text that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.rules.document.gb9704.words import DATA

NOTE, WARN = "note", "warn"
_ROWS = {row["code"]: row for row in DATA["remarks"]}


@dataclass(frozen=True)
class Note:
    """`level` is note or warn; `at` the paragraph, None where there is none to show."""

    code: str
    level: str
    sentence: str
    at: int | None
    source: str
    verified: bool


def note(code: str, at: int | None = None, **values: Any) -> Note:
    """The note of that code with its values."""
    row = _ROWS[code]
    sentence = row["sentence"].format(**values)
    return Note(code, row["level"], sentence, at, row["source"], row["verified"])
