"""What the provable log says about a publication or a withdrawal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from gongkai.work.journal.deeds import CHINA
from gongkai.work.records.models.publication import Publication, Withdrawal
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.models.review import Waiver
from gongkai.work.records.queries.content import attachments_of
from gongkai.work.records.queries.waivers import waivers_digest

PUBLICATION = "publication"
WITHDRAWAL = "withdrawal"


def publication_payload(
    publication: Publication,
    attached: Sequence[Attachment] | None = None,
    waivers: Sequence[Waiver] | None = None,
    batch_hash: str = "",
) -> dict[str, Any]:
    """The facts of a publication that must never change afterwards.

    `attached` and `waivers` spare the queries where those of many versions were read at once.
    Marks are told where there are some, so that what was logged before them still fits; so is
    the hash of the batch that was passed, if it was not passed by itself.
    """
    files = attachments_of(publication.version) if attached is None else attached
    version = publication.version
    waived = waivers_digest(version, waivers)
    later = {"waivers": waived, "marks": list(publication.marks), "batch": batch_hash}
    return {
        "index_number": publication.index_number,
        "version": version.number,
        "title": publication.title,
        "organisation": publication.organisation.code,
        "item": publication.item.code,
        "content_hash": publication.content_hash,
        "published_at": _moment(publication.published_at),
        "published_on": publication.published_on.isoformat(),
        "formed_on": publication.formed_on.isoformat(),
        "due_on": _day(publication.due_on),
        "is_late": publication.is_late,
        "files": [{"name": one.file.name, "sha256": one.file.sha256} for one in files],
    } | {name: value for name, value in later.items() if value}


def withdrawal_payload(withdrawal: Withdrawal) -> dict[str, Any]:
    """The facts of a withdrawal; when it was asked for, unless that was not asked for yet."""
    publication, request = withdrawal.publication, withdrawal.request
    asked = {"asked_at": _moment(request.at)} if request is not None else {}
    return asked | {
        "index_number": publication.index_number,
        "version": publication.version.number,
        "content_hash": publication.content_hash,
        "withdrawn_at": _moment(withdrawal.at),
        "reason": withdrawal.reason,
    }


def _moment(at: datetime) -> str:
    return at.astimezone(CHINA).isoformat(timespec="microseconds")


def _day(on: date | None) -> str | None:
    return on.isoformat() if on is not None else None
