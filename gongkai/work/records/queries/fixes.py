"""What a fix would change on each of many public documents; nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.rules.canonical_json import canonical
from gongkai.rules.completeness import KINDS_OF_LACK, Document, completeness_of
from gongkai.rules.document import BadNumber, read_document_number
from gongkai.rules.document.signature import signed_on
from gongkai.work.files.html import text_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.completeness import Completeness
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.queries.content import as_metadata
from gongkai.work.records.queries.fitness import remarks_on
from gongkai.work.records.queries.measured import codes_of
from gongkai.work.records.queries.screened import BLOCK

KINDS = {
    "theme": "填写主题分类",
    "issuer": "填写发文机关",
    "document_kind": "填写公文种类",
    "item": "改列目录事项",
    "keywords": "填写关键词",
    "validity": "填写实施日期、失效日期",
    "document_number": "规范发文字号的写法",
    "issued_on": "按正文落款填写成文日期",
}
# Those whose values nobody types: they are read from each document.
READ_FROM_TEXT = frozenset({"document_number", "issued_on"})
# Of these each one is looked at by a person, since other dates stand in texts too.
ONE_BY_ONE = frozenset({"issued_on"})
# Each row of a preview is to be read; more than these are fixed in several goes.
MOST, MOST_ONE_BY_ONE = 2000, 200
_ANY_TEXT = "正文"


@dataclass(frozen=True)
class Fix:
    """What is to be done: the kind, fields with their new values, whether filled ones change."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    overwrites: bool = False

    @property
    def is_one_by_one(self) -> bool:
        return self.kind in ONE_BY_ONE

    @property
    def most(self) -> int:
        return MOST_ONE_BY_ONE if self.is_one_by_one else MOST

    def as_json(self) -> dict[str, Any]:
        """The fix as batches keep it."""
        plain = {name: _plain(value) for name, value in self.values.items()}
        return {"kind": self.kind, "values": plain, "overwrites": self.overwrites}


@dataclass(frozen=True)
class Proposal:
    """What would become of one document: field, before and after, or why nothing would.

    `line` is where in the text a date was found; `is_sure` if nothing else stands in it.
    """

    record: Record
    version: Version
    changes: tuple[tuple[str, Any, Any], ...] = ()
    reason: Refused | None = None
    line: str = ""
    is_sure: bool = True


@dataclass(frozen=True)
class Preview:
    """The proposals for all that was chosen, in the order of the list; `total` were chosen.

    `seen_hash` names exactly this: it comes back with the confirmation.
    """

    fix: Fix
    proposals: tuple[Proposal, ...]
    total: int
    seen_hash: str

    @property
    def fitting(self) -> list[Proposal]:
        """Those that would change."""
        return [one for one in self.proposals if one.reason is None]

    @property
    def left_out(self) -> list[Proposal]:
        """Those that would not, each with its reason."""
        return [one for one in self.proposals if one.reason is not None]


def preview(chosen: QuerySet[Completeness], fix: Fix, on: date) -> Preview:
    """What the fix would do with the first `fix.most` of the chosen documents. Three queries."""
    keys = list(chosen.filter(is_public=True).values_list("pk", flat=True)[: fix.most + 1])
    total = chosen.filter(is_public=True).count() if len(keys) > fix.most else len(keys)
    versions = _versions(fix).in_bulk(keys[: fix.most])
    proposals = tuple(_proposed(versions[pk], fix, on) for pk in keys[: fix.most])
    return Preview(fix, proposals, total, _hash(fix, proposals))


def _versions(fix: Fix) -> QuerySet[Version]:
    found = Version.objects.select_related(
        "record__organisation", "record__live", "item", "completeness"
    )
    # Long texts are read only where a date is looked for in them.
    return found if fix.is_one_by_one else found.defer("body_html")


def _proposed(version: Version, fix: Fix, on: date) -> Proposal:
    record = version.record
    if record.state != Record.State.PUBLISHED or record.current_id != version.pk:
        reason = Refused("fix_under_way", state=record.get_state_display())
        return Proposal(record, version, reason=reason)
    if any(hit["level"] == BLOCK for hit in version.screening):
        # Only a review of its own can answer for such a place once more (actions/waive).
        return Proposal(record, version, reason=Refused("fix_waived"))
    try:
        found, line, is_sure = _values(version, fix)
    except Refused as refusal:
        return Proposal(record, version, reason=refusal)
    changes = tuple(_changes(version, found, fix))
    against = _against(version, changes, fix, on)
    return Proposal(record, version, () if against else changes, against, line, is_sure)


def _values(version: Version, fix: Fix) -> tuple[dict[str, Any], str, bool]:
    if fix.kind == "document_number":
        return {"document_number": _right_number(version)}, "", True
    if fix.kind != "issued_on":
        return fix.values, "", True
    if (found := signed_on(text_of(version.body_html))) is None:
        raise Refused("fix_without_date")
    return {"issued_on": found.on}, found.line, found.is_alone


def _right_number(version: Version) -> str:
    if not version.document_number:
        raise Refused("fix_without_number")
    try:
        return read_document_number(version.document_number).text
    except BadNumber as error:
        raise Refused("fix_number_unread", text=error.text) from error


def _changes(version: Version, values: dict[str, Any], fix: Fix) -> Iterator[tuple[str, Any, Any]]:
    for name, after in values.items():
        before = getattr(version, name)
        may_change = fix.overwrites or fix.kind in {"document_number", "item"} or not before
        if after != before and may_change:
            yield name, before, after


def _against(
    version: Version, changes: Sequence[tuple[str, Any, Any]], fix: Fix, on: date
) -> Refused | None:
    """Why the document would better be left as it is."""
    if not changes:
        filled = any(getattr(version, name) for name in fix.values)
        return Refused("fix_filled" if filled and not fix.overwrites else "fix_same")
    changed = with_changes(version, changes)
    known = {remark.code for remark in remarks_on(version, on) if remark.blocks}
    for remark in remarks_on(changed, on):
        if remark.blocks and remark.code not in known:
            return Refused(f"remark_{remark.code}", **dict(remark.values))
    return None


def with_changes(version: Version, changes: Sequence[tuple[str, Any, Any]]) -> Version:
    """A copy of the version as the changes would leave it; it is not saved."""
    changed = copy(version)
    for name, _, after in changes:
        setattr(changed, name, after)
    return changed


def still_lacking(one: Proposal) -> list[str]:
    """The codes of what the document would lack after the fix, the text as it was measured."""
    changed = with_changes(one.version, one.changes)
    day = one.record.live.published_on if one.record.live else None
    metadata = as_metadata(changed, day or changed.drafted_at.date())
    document = Document(
        replace(metadata, published_on=day), text=_ANY_TEXT, has_item=changed.item_id is not None
    )
    of_text = [
        code for code in codes_of(one.version.completeness.lacks)
        if KINDS_OF_LACK[code].field == "text"
    ]  # fmt: skip
    found = completeness_of(document, public=day is not None).lacks
    return [*(lack.code for lack in found), *of_text]


def _hash(fix: Fix, proposals: Sequence[Proposal]) -> str:
    """Changes with whatever would make the preview untrue."""
    rows = [
        [one.record.pk, one.version.pk, one.version.content_hash,
         one.reason.code if one.reason else "",
         [[name, _plain(after)] for name, _, after in one.changes]]
        for one in proposals
    ]  # fmt: skip
    return hashlib.sha256(canonical({"fix": fix.as_json(), "rows": rows})).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.code if hasattr(value, "code") else value
