"""What the Word file behind a version says, and where the fields say something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.rules.document import KINDS, BadNumber, read_document_number
from gongkai.work.records.models.record import Version
from gongkai.work.records.models.word import WordReading

READ_FIELDS = ("title", "document_number", "issuer", "issued_on", "document_kind", "openness")
OPENNESS = "openness"
TAKEN, KEPT = "taken", "kept"


@dataclass(frozen=True)
class Question:
    """A field in which the file says something else than what is filled in, both in words."""

    name: str
    label: str
    in_file: str
    stored: str


def reading_of(version: Version) -> WordReading | None:
    """The last Word file that was read into this version or one before it."""
    of_record = WordReading.objects.filter(record=version.record_id)
    return of_record.filter(version_number__lte=version.number).order_by("-id").first()


def to_confirm(version: Version, reading: WordReading | None) -> list[str]:
    """The fields that the file filled and nobody changed since; somebody should look at them."""
    if reading is None:
        return []
    return [name for name in reading.filled if is_same(version, name, reading.values)]


def questions(version: Version, reading: WordReading | None) -> list[Question]:
    """Where file and field differ, without those that were answered."""
    if reading is None:
        return []
    return [one for one in differences(version, reading) if one.name not in reading.settled]


def differences(version: Version, reading: WordReading) -> list[Question]:
    """Where file and field differ, in the order of the fields."""
    told = [name for name in READ_FIELDS if name in reading.values]
    return [
        Question(name, label_of(name), _said(name, reading.values[name]), _stored(version, name))
        for name in told
        if not is_same(version, name, reading.values)
    ]


def open_contradiction(version: Version) -> Question | None:
    """The 附注 of the file against the openness that is filled in, as long as nobody answered."""
    asked = questions(version, reading_of(version))
    return next((one for one in asked if one.name == OPENNESS), None)


def is_same(version: Version, name: str, values: Mapping[str, str]) -> bool:
    """True if the field says what the file says; blanks and forms of brackets do not count."""
    stored = getattr(version, name)
    plain = stored.isoformat() if isinstance(stored, date) else str(stored or "")
    return _plain(name, plain) == _plain(name, values.get(name, ""))


def _plain(name: str, text: str) -> str:
    if name == "document_number" and text:
        try:
            return read_document_number(text).text
        except BadNumber:
            pass
    return "".join(text.split())


def label_of(name: str) -> str:
    """What the field is called."""
    return str(Version._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _stored(version: Version, name: str) -> str:
    stored: Any = getattr(version, name)
    return _said(name, stored.isoformat() if isinstance(stored, date) else str(stored or ""))


def _said(name: str, value: str) -> str:
    if name == "document_kind":
        return KINDS.get(value, value)
    if name == OPENNESS:
        return str(dict(Version.Openness.choices).get(value, value))
    return value
