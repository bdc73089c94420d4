"""The one door through which the public page of a consultation writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.work.decisions.actions import comment
from gongkai.work.decisions.models.consultation import Consultation

LONGEST, LONGEST_NAME = comment.LONGEST, comment.LONGEST_NAME
MOST_FILES, LARGEST_FILE, FILES = comment.MOST_FILES, comment.LARGEST_FILE, comment.KINDS
Commented = comment.Commented


def speak(
    consultation: Consultation, key: str, given: Mapping[str, Any], at: datetime
) -> Commented:
    """Take in what the form says; raises Refused."""
    return comment.comment(
        consultation=consultation,
        clause=key,
        text=given["text"],
        name=given["name"],
        email=given["email"],
        files=[(str(one.name), one.read()) for one in given["attached"]],
        token=given["token"],
        at=at,
    )
