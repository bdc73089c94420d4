"""What was published too late, without its fields, or without its text on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gongkai.rules.catalogue import TERMS
from gongkai.rules.completeness import KINDS_OF_LACK, LABELS, Document, Lack, completeness_of
from gongkai.rules.document import LATE, TAKEN_OVER, Claim, mark_reasons
from gongkai.rules.workdays import workdays_between
from gongkai.work.inspection.checks.fact import Fact
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.content import as_metadata
from gongkai.work.records.queries.disclosed import Disclosed, Edition
from gongkai.work.records.queries.marks import claims_of
from gongkai.work.records.queries.measured import without_text
from gongkai.work.records.queries.proofs import address_of

RECORD = "record"
METADATA = "metadata"
BODY = "body"
_ANY_TEXT = "正文"


@dataclass(frozen=True)
class _Missed:
    """A term that was missed: from which day it ran, until when, and when it was public at last."""

    from_on: date
    due_on: date
    public_on: date


def late_facts(records: Sequence[Disclosed], excused: Collection[str]) -> Iterator[Fact]:
    """Every record not public within its term (条例 第二十六条), once for each day of formation.

    `excused` are the index numbers of records whose lateness is that of a duty, a period or a
    change and stands there: one fact is not charged twice. At most three queries, two of them
    for records whose lateness shows by another day than that of their formation.
    """
    special = Version.objects.exclude(matter="").filter(publication__is_late=True)
    matters = dict(special.values_list("pk", "matter"))
    late = [
        (record, edition)
        for record in records
        for edition in _late(record)
        if edition.index_number not in excused
    ]
    claims = claims_of(one.record_id for one, edition in late if _own(one, edition) is None)
    for record, edition in late:
        own = _own(record, edition)
        missed = own or _by_claims(record, edition, claims[record.record_id])
        yield _late_fact(edition, matters.get(edition.version_id, ""), missed)


def metadata_facts(records: Sequence[Disclosed], on: date) -> Iterator[Fact]:
    """Every public record that lacks required fields or has them wrongly, as one fact. One query.

    Whoever mends a page mends all of its fields at once.
    """
    live = {one.latest.version_id: one.latest for one in records if one.is_live}
    public = Version.objects.filter(publication__published_on__lte=on).select_related("record")
    for version in public.defer("body_html", "screening").order_by("pk"):
        edition = live.get(version.pk)
        if edition is None:
            continue
        metadata = as_metadata(version, edition.published_on)
        whole = replace(metadata, published_on=edition.published_on)
        # The text has a fact of its own, below.
        lacks = completeness_of(Document(whole, text=_ANY_TEXT)).lacks
        if lacks:
            yield _metadata_fact(edition, lacks)


def body_facts(records: Sequence[Disclosed]) -> Iterator[Fact]:
    """Every public record whose text stands only in a file or a picture. One query."""
    found = without_text()
    for record in records:
        edition = record.latest
        if record.is_live and edition.version_id in found:
            yield _body_fact(edition, found[edition.version_id])


def _late(record: Disclosed) -> Iterator[Edition]:
    """Those by which the record was late: its first publication that was, and later changes.

    A correction stays late as what it corrects, and is not charged again. What came from another
    system was late there, long before anybody could be charged for it here.
    """
    before: Edition | None = None
    charged = False
    for edition in record.editions:
        is_change = before is not None and edition.formed_on > before.published_on
        taken_over = before is None and TAKEN_OVER in edition.marks
        if edition.is_late and not taken_over and (is_change or not charged):
            charged = True
            yield edition
        before = edition


def _own(record: Disclosed, edition: Edition) -> _Missed | None:
    """The term that ran from the day of formation, if nothing was public by its end."""
    due_on, place = edition.due_on or edition.formed_on, record.editions.index(edition)
    known = any(one.published_on >= edition.formed_on for one in record.editions[:place])
    if known or edition.published_on <= due_on:
        return None
    return _Missed(edition.formed_on, due_on, edition.published_on)


def _by_claims(record: Disclosed, edition: Edition, claims: Sequence[Claim]) -> _Missed:
    """The term that ran from another day that was claimed, of the document itself say."""
    place = record.editions.index(edition)
    for one in mark_reasons(claims[place], claims[:place]):
        if one.mark == LATE:
            days: dict[str, Any] = dict(one.values)
            return _Missed(days["from_on"], days["due_on"], days["public_on"])
    return _Missed(edition.formed_on, edition.published_on, edition.published_on)


def _late_fact(edition: Edition, matter: str, missed: _Missed) -> Fact:
    delay = workdays_between(missed.due_on, missed.public_on, provisional=True)
    return Fact(
        kind="publication_late",
        organisation_id=edition.organisation_id,
        object_kind=RECORD,
        object_id=edition.index_number,
        object_title=edition.title,
        happened_on=edition.published_on,
        what=(
            f"《{edition.title}》于 {missed.from_on} 形成或变更，应于 {missed.due_on} 前公开，"
            f"实际于 {missed.public_on} 公开，超期 {delay} 个工作日（{_under(matter)}）。"
        ),
        evidence=f"发布日志：索引号 {edition.index_number}，{edition.published_on} 公开。",
        url=address_of(edition.index_number),
    )


def _under(matter: str) -> str:
    """The rule by which it is late, and whether anybody has compared that with its text."""
    special = next((one for one in TERMS if one.matter == matter), None)
    if special is None:
        return "条例第二十六条"
    return f"{special.source}：{special.limit}{'' if special.verified else '，未核对原文'}"


def _metadata_fact(edition: Edition, lacks: Sequence[Lack]) -> Fact:
    missing = [LABELS[one.kind.field] for one in lacks if one.code == one.kind.field]
    wrong = [one.sentence.removesuffix("。") for one in lacks if one.code != one.kind.field]
    told = ([f"缺少要素：{'、'.join(missing)}"] if missing else []) + wrong
    return Fact(
        kind="metadata_incomplete",
        organisation_id=edition.organisation_id,
        object_kind=METADATA,
        object_id=edition.index_number,
        object_title=edition.title,
        happened_on=edition.published_on,
        what=f"《{edition.title}》公开时{'；'.join(told)}。",
        evidence=f"索引号 {edition.index_number} 的文件页。",
        url=address_of(edition.index_number),
    )


def _body_fact(edition: Edition, code: str) -> Fact:
    return Fact(
        kind="body_attached",
        organisation_id=edition.organisation_id,
        object_kind=BODY,
        object_id=edition.index_number,
        object_title=edition.title,
        happened_on=edition.published_on,
        what=f"《{edition.title}》公开时{KINDS_OF_LACK[code].sentence}",
        evidence=f"索引号 {edition.index_number} 的文件页。",
        url=address_of(edition.index_number),
    )
