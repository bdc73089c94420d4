"""What a version says, as its approvals are bound to it and as the rules read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.rules.document import Metadata, content_hash, validity_on
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.models.relation import Relation

TEXT_FIELDS = (
    "title",
    "document_number",
    "issuer",
    "theme",
    "document_kind",
    "openness",
    "withheld_reason",
    "registration_number",
    "summary",
    "body_html",
)
DATE_FIELDS = ("issued_on", "formed_on", "effective_on", "expires_on")
# Told in the fingerprint only where there is something to tell, so that what was passed before
# these fields existed stays passed.
LATER_FIELDS = ("matter", "covers_from", "facts", "first_public_on", "first_address")
FIELDS = (*TEXT_FIELDS, *DATE_FIELDS, *LATER_FIELDS, "item", "keywords")
# Why this very version corrects what is public. The next version does not take it over.
NOTE = "change_note"


def current_of(record: Record) -> Version:
    """The version being worked on; every record has one from its start."""
    current = Version.objects.select_related("record__organisation", "item", "drafted_by")
    assert record.current_id is not None
    return current.get(pk=record.current_id)


def attachments_of(version: Version) -> list[Attachment]:
    """All files of the version in their order, pictures of the body among them."""
    return list(version.attachments.select_related("file").order_by("order"))


def picture_names(*attached: Attachment) -> dict[str, str]:
    """The names of pictures by the source under which a body shows them."""
    return {f"file:{one.file.sha256}": one.file.name for one in attached if one.inline}


def metadata_of(version: Version, related: Sequence[Relation] | None = None) -> dict[str, Any]:
    """The fields of the version; its number is one, so that an edit taken back voids as well.

    Relations and later fields are told only where there are some: what was passed before stays so.
    """
    if related is None:
        related = list(version.relations.select_related("target"))
    named = sorted(f"{one.kind} {one.target.index_number}" for one in related)
    plain = {name: getattr(version, name) for name in (*TEXT_FIELDS, *DATE_FIELDS)}
    del plain["body_html"]
    later = {name: getattr(version, name) for name in (*LATER_FIELDS, NOTE)}
    plain |= {name: value for name, value in later.items() if value}
    return plain | {
        "item": version.item.code if version.item else None,
        "keywords": list(version.keywords),
        "organisation": version.record.organisation.code,
        "record": version.record_id,
        "version": version.number,
        **({"relations": named} if named else {}),
    }


def fingerprint(
    version: Version,
    attached: Sequence[Attachment] | None = None,
    related: Sequence[Relation] | None = None,
) -> str:
    """The hash that reviews are bound to, computed from what is stored now.

    `attached` and `related` spare the queries where those of many versions were read at once.
    """
    files = [
        (one.file.name, one.file.sha256)
        for one in (attachments_of(version) if attached is None else attached)
    ]
    return content_hash(metadata_of(version, related), version.body_html, files)


def as_metadata(version: Version, on: date) -> Metadata:
    """The version in the words of the rules, as a draft would be published on that day."""
    return Metadata(
        title=version.title,
        index_number=version.record.index_number or "",
        issuer=version.issuer,
        document_number=version.document_number,
        issued_on=version.issued_on,
        theme=version.theme,
        validity=validity_on(on, effective_on=version.effective_on, expires_on=version.expires_on),
        kind=version.document_kind,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        registration_number=version.registration_number,
        keywords=tuple(version.keywords),
        openness=version.openness,
        openness_reason=version.withheld_reason,
    )
