"""What a check of a document has to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Remark:
    """What is wrong (`blocks`) or doubtful about a document, with the values to say it."""

    code: str
    blocks: bool
    values: tuple[tuple[str, Any], ...] = ()
