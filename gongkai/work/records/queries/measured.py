"""A version as the rules measure it, and how complete they find it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.rules.completeness import (
    KINDS_OF_LACK,
    RULES,
    Document,
    Lack,
    completeness_of,
    document_day,
)
from gongkai.rules.completeness import Completeness as Measured
from gongkai.rules.document import REGISTRATION_PATTERN
from gongkai.work.files.html import pictures_of, text_of
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Attachment, Record, Version
from gongkai.work.records.queries.content import as_metadata

_BEGINNING = 300


def pattern() -> str:
    """The form of 登记号 in this place."""
    return settings.GONGKAI_REGISTRATION_PATTERN or REGISTRATION_PATTERN


def rules_now() -> str:
    """The name of the rules of today; what was measured by others is measured anew."""
    return hashlib.sha256(f"{RULES}{pattern()}".encode()).hexdigest()[:12]


def measure_of(
    version: Version, attached: Sequence[Attachment], published_on: date | None
) -> Measured:
    """What the version lacks; `published_on` is None while it is not public."""
    day = published_on or version.issued_on or version.drafted_at.date()
    metadata = replace(as_metadata(version, day), published_on=published_on)
    document = Document(
        metadata=metadata,
        # Columns that tell everything in facts have no body (rules/data/columns.toml).
        text="\n".join([_text_of(version, attached), *map(str, version.facts.values())]),
        pictures=len(pictures_of(version.body_html)),
        attachments=tuple(one.file.name for one in attached if not one.inline),
        summary=version.summary,
        has_item=version.item_id is not None,
    )
    return completeness_of(document, public=published_on is not None, pattern=pattern())


def _text_of(version: Version, attached: Sequence[Attachment]) -> str:
    """The text, or the beginning of it where it says something and names no files."""
    html = version.body_html
    end = html.find(">", _BEGINNING) + 1
    beginning = text_of(html[:end]) if end and not attached else ""
    return beginning if any(map(str.isalpha, beginning)) else text_of(html)


def measured(
    versions: Sequence[Version], published: dict[int, date] | None = None
) -> list[Completeness]:
    """The rows to be kept for the versions, which come with their records. Two queries.

    `published` are the days of publication by version, where they are known already.
    """
    attached = _attached(versions)
    days = _published(versions) if published is None else published
    rules = rules_now()
    return [
        _row(one, measure_of(one, attached[one.pk], days.get(one.pk)), one.pk in days, rules)
        for one in versions
    ]


def unmeasured() -> QuerySet[Version]:
    """Versions that were public or wait to be taken over, not measured by today's rules."""
    by_today = Completeness.objects.filter(version=OuterRef("pk"), rules=rules_now())
    was_public = Exists(Publication.objects.filter(version=OuterRef("pk")))
    taken_over = Record.objects.filter(source_key__isnull=False, publications=None)
    waits = Exists(taken_over.filter(current=OuterRef("pk")))
    return Version.objects.filter(
        (was_public & ~Exists(by_today.filter(is_public=True))) | (waits & ~Exists(by_today))
    ).order_by("pk")


def unmeasured_count() -> int:
    """How many publications were not measured by today's rules; far cheaper than `unmeasured`."""
    by_today = Completeness.objects.filter(is_public=True, rules=rules_now())
    return Publication.objects.count() - by_today.count()


def without_text() -> dict[int, str]:
    """The versions whose text does not stand on their page, with the code for how. One query."""
    rows = Completeness.objects.filter(is_public=True, lacks__contains=" text")
    return {
        version: next(code for code in codes_of(lacks) if KINDS_OF_LACK[code].field == "text")
        for version, lacks in rows.values_list("version", "lacks")
    }


def codes_of(stored: str) -> list[str]:
    """The codes kept in `lacks` or `advice`."""
    return stored.split()


def lacks_of(version: Version, published_on: date | None) -> tuple[Lack, ...]:
    """What one version lacks and what it had better have, in sentences."""
    attached = list(version.attachments.select_related("file"))
    found = measure_of(version, attached, published_on)
    return (*found.lacks, *found.advice)


def _row(version: Version, found: Measured, is_public: bool, rules: str) -> Completeness:
    day = document_day(version.issued_on, version.first_public_on, version.formed_on)
    return Completeness(
        version_id=version.pk,
        record_id=version.record_id,
        organisation_id=version.record.organisation_id,
        item_id=version.item_id,
        document_on=day,
        effective_on=version.effective_on,
        expires_on=version.expires_on,
        is_public=is_public,
        required=len(found.required),
        filled=found.filled,
        lacks=_stored(found.lacks),
        advice=_stored(found.advice),
        rules=rules,
    )


def _stored(lacks: Iterable[Lack]) -> str:
    return "".join(f" {one.code}" for one in lacks) + (" " if lacks else "")


def _attached(versions: Iterable[Version]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(version__in=[one.pk for one in versions])
    for one in rows.select_related("file").order_by("version", "order"):
        found[one.version_id].append(one)
    return found


def _published(versions: Iterable[Version]) -> dict[int, date]:
    rows = Publication.objects.filter(version__in=[one.pk for one in versions])
    return dict(rows.values_list("version", "published_on"))
