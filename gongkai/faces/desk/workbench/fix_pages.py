"""What the preview of a batch fix shows: one row a document, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.faces.ui.messages import sentence
from gongkai.rules.completeness import KINDS_OF_LACK
from gongkai.rules.document import KINDS as DOCUMENT_KINDS
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.fixes import Preview, Proposal, still_lacking
from gongkai.work.records.queries.lacking import STATES, Narrowing

ROWS = 50
# So many rows stand on one page with a box each; of more all are taken.
TICKS = 200
_LABELS = {
    field.name: str(field.verbose_name)
    for field in Version._meta.get_fields()
    if hasattr(field, "verbose_name")
}


@dataclass(frozen=True)
class Row:
    """One document: its changes as (field, before, after), or the reason why it has none."""

    proposal: Proposal
    changes: Sequence[tuple[str, str, str]]
    reason: str
    lacks: Sequence[str] = ()


@dataclass(frozen=True)
class PreviewPage:
    """The preview. With `ticks` all that fits stands on one page and each can be left out.

    What was read from a text is ticked by a person, what a person typed is ticked already.
    """

    seen: Preview
    ticks: bool
    page: Page[Proposal]
    rows: Sequence[Row]
    fitting: int
    left_out: int
    reasons: Sequence[Row]

    @property
    def more(self) -> int:
        """How many of the chosen documents this fix does not reach."""
        return self.seen.total - len(self.seen.proposals)


def preview_page(seen: Preview, number: str | None) -> PreviewPage:
    """What would change, page by page where it is much, and the first of what would not."""
    fitting, left_out = seen.fitting, seen.left_out
    ticks = len(fitting) <= TICKS
    page = Paginator(fitting, TICKS if ticks else ROWS).get_page(number)
    return PreviewPage(
        seen=seen,
        ticks=ticks,
        page=page,
        rows=[_row(one) for one in page.object_list],
        fitting=len(fitting),
        left_out=len(left_out),
        reasons=[_row(one) for one in left_out[:ROWS]],
    )


def described(asked: Narrowing, since: int) -> list[str]:
    """The choice of documents in words."""
    told = [f"{since} 年以来的文件"]
    if asked.state in STATES:
        told.append(f"情况：{STATES[asked.state]}")
    if asked.lack in KINDS_OF_LACK:
        told.append(f"缺项：{KINDS_OF_LACK[asked.lack].label}")
    named = (("目录事项", asked.item), ("文件年份", asked.year), ("标题中有", asked.words))
    return [*told, *(f"{label}：{value}" for label, value in named if value)]


def _row(one: Proposal) -> Row:
    changes = [
        (_LABELS.get(name, name), _shown(name, before), _shown(name, after))
        for name, before, after in one.changes
    ]
    if one.reason is not None:
        return Row(one, changes, sentence(one.reason))
    return Row(one, changes, "", [KINDS_OF_LACK[code].label for code in still_lacking(one)])


def _shown(name: str, value: Any) -> str:
    if name == "document_kind":
        return DOCUMENT_KINDS.get(value, "")
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(value) if isinstance(value, list) else str(value or "")
