"""Which findings of screening still stand in the way, and which a reviewer has answered for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.work.journal.deeds import CHINA
from gongkai.work.records.models.record import Version
from gongkai.work.records.models.review import Waiver
from gongkai.work.records.queries.screened import BLOCK, WARN, screening_of

_NAMING = ("kind", "where", "start", "end", "text", "rule")


def key_of(hit: dict[str, Any]) -> str:
    """What names exactly this hit: its kind and rule at its place; nothing else is waived."""
    return _digest([hit[name] for name in _NAMING])


def waivers_of(version: Version) -> list[Waiver]:
    """What was waived of the version in these very words."""
    given = version.waivers.select_related("person").order_by("id")
    return [one for one in given if one.content_hash == version.content_hash]


def findings_of(version: Version, on: date) -> list[dict[str, Any]]:
    """What was found when it was submitted, and what the rules of the day find besides."""
    stored = list(version.screening)
    known = {key_of(one) for one in stored}
    return stored + [one for one in screening_of(version, on) if key_of(one) not in known]


def standing(found: Sequence[dict[str, Any]], waivers: Sequence[Waiver]) -> list[dict[str, Any]]:
    """What blocks and was not waived."""
    waived = {one.hit for one in waivers}
    return [one for one in found if one["level"] == BLOCK and key_of(one) not in waived]


def as_answered(found: Sequence[dict[str, Any]], waivers: Sequence[Waiver]) -> list[dict[str, Any]]:
    """The findings as they count now: what was waived is still shown, but blocks no more."""
    waived = {one.hit for one in waivers}
    return [
        one | {"level": WARN, "label": f"{one['label']}（已豁免）"}
        if key_of(one) in waived
        else one
        for one in found
    ]


def waivers_digest(version: Version, given: Sequence[Waiver] | None = None) -> str:
    """A digest of all waivers of the version for the provable log; empty without any.

    `given` spares the query where those of many versions were read at once.
    """
    rows = [
        [one.hit, one.content_hash, one.level, one.person_id, one.reason, _moment(one)]
        for one in sorted(version.waivers.all() if given is None else given, key=lambda one: one.pk)
    ]
    return _digest(rows) if rows else ""


def _moment(waiver: Waiver) -> str:
    return waiver.at.astimezone(CHINA).isoformat(timespec="microseconds")


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
