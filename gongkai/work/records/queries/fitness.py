"""Whether a draft may go to its reviewers: everything that is missing or contradicts itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from gongkai.rules.document import (
    FIELDS,
    REGISTRATION_PATTERN,
    Remark,
    metadata_remarks,
    missing_fields,
    normative_remarks,
)
from gongkai.work.files.html import pictures_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.columns import column_under, why_not_filed
from gongkai.work.records.queries.content import as_metadata, attachments_of
from gongkai.work.records.queries.ended import why_ended
from gongkai.work.records.queries.terms import matters_of
from gongkai.work.records.queries.word import open_contradiction


def remarks_on(version: Version, on: date) -> tuple[Remark, ...]:
    """What the rules say about the fields, blocking or not."""
    metadata = as_metadata(version, on)
    pattern = settings.GONGKAI_REGISTRATION_PATTERN or REGISTRATION_PATTERN
    return (
        *metadata_remarks(metadata, today=on),
        *normative_remarks(metadata, pattern=pattern),
    )


def was_published(version: Version) -> bool:
    """True if an earlier version of the record ever was public, so that this one corrects it."""
    return Publication.objects.filter(record=version.record_id).exists()


def why_not_submit(version: Version, on: date) -> list[Refused]:
    """Every reason why the version cannot be submitted on that day; empty if it can."""
    missing = missing_fields(as_metadata(version, on), draft=True)
    blocking = [remark for remark in remarks_on(version, on) if remark.blocks]
    return [
        *_of_correction(version),
        *(Refused("field_missing", field=FIELDS[name]) for name in missing),
        *(Refused(f"remark_{remark.code}", **dict(remark.values)) for remark in blocking),
        *why_not_filed(version, on),
        *_of_publication(version, on),
        *why_ended(version),
        *_of_body(version),
        *_of_word(version),
    ]


def _of_publication(version: Version, on: date) -> Iterator[Refused]:
    """What the rules of documents do not ask, but publication under the catalogue does."""
    if version.item is None:
        yield Refused("field_missing", field="目录事项")
    yield from _of_matter(version)
    if version.formed_on is None:
        yield Refused("field_missing", field="形成或变更日期")
    elif version.formed_on > on:
        yield Refused("formed_in_future", formed_on=version.formed_on)
    if version.openness != Version.Openness.PROACTIVE:
        yield Refused("record_not_proactive", openness=version.get_openness_display())


def _of_matter(version: Version) -> Iterator[Refused]:
    """Under an item within which another law sets terms, nobody may guess which one is meant."""
    matters, item = matters_of(version.item), version.item
    if item is not None and matters and version.matter not in matters:
        yield Refused("matter_missing", item=item.name, matters=matters)


def _of_word(version: Version) -> Iterator[Refused]:
    """The 附注 was fixed when the document was drafted (国办发〔2016〕80号 一（一）)."""
    if asked := open_contradiction(version):
        yield Refused("word_openness", in_file=asked.in_file, stored=asked.stored)


def _of_body(version: Version) -> Iterator[Refused]:
    attached, column = attachments_of(version), column_under(version.item)
    told = column is not None and column.facts_suffice
    if not told and not version.body_html.strip() and all(one.inline for one in attached):
        yield Refused("record_without_content")
    known = {one.file.sha256 for one in attached}
    lost = [sha256 for sha256 in pictures_of(version.body_html) if sha256 not in known]
    if lost:
        yield Refused("picture_missing", count=len(lost))


def _of_correction(version: Version) -> Iterator[Refused]:
    """What was public once is never replaced without a word on what changed and why."""
    if not version.change_note and was_published(version):
        yield Refused("change_note_missing")
