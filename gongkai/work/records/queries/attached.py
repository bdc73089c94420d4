"""Which file of a record somebody may open."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gongkai.work.files.html import pictures_of
from gongkai.work.org.models.person import Person
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.queries.content import attachments_of
from gongkai.work.records.queries.visible import versions_for


def file_for(person: Person, record: Record, sha256: str, on: date) -> Attachment | None:
    """The file in the newest version that the person may read and that has it."""
    found = Attachment.objects.filter(
        version__in=versions_for(person, record, on), file__sha256=sha256
    )
    return found.select_related("file").order_by("-version__number", "order").first()


def offered(version: Version) -> list[Attachment]:
    """The files that go with the version, without the pictures of its body."""
    return [one for one in attachments_of(version) if not one.inline]


def pictures(version: Version) -> list[Attachment]:
    """The pictures of the body, in the order in which they came in."""
    return [one for one in attachments_of(version) if one.inline]


def pictures_by_version(record: Record) -> dict[int, set[str]]:
    """The SHA-256 of the pictures of the body, by the number of the version. One query."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = Attachment.objects.filter(version__record=record, inline=True)
    for number, sha256 in rows.values_list("version__number", "file__sha256"):
        found[number].add(sha256)
    return found


def is_in_use(attachment: Attachment) -> bool:
    """True unless it is a picture that the body no longer shows."""
    used = pictures_of(attachment.version.body_html)
    return not attachment.inline or attachment.file.sha256 in used
