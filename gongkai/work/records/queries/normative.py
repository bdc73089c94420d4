"""The public normative documents with their status of the day, and which are to be cleaned up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.document import VALIDITY, Effect, cleanup_on
from gongkai.work.ledger.queries.workbook import workbook
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.public import live
from gongkai.work.records.queries.relations import effect_of, touches

_HEADINGS = (
    "序号", "标题", "发文字号", "登记号", "发文机关", "成文日期", "实施日期", "失效日期",
    "有效性", "自何日起", "修改或废止它的文件", "索引号",
)  # fmt: skip
_WIDTHS = (6, 46, 22, 22, 20, 13, 13, 13, 10, 13, 34, 34)


@dataclass(frozen=True)
class Normative:
    """One normative document; `cleanup` is expired, expiring or empty."""

    publication: Publication
    effect: Effect
    cleanup: str

    @property
    def validity(self) -> str:
        return VALIDITY[self.effect.status]


def normative(on: date) -> list[Normative]:
    """Every public document with a 登记号 (三统一), the newest first. Two queries."""
    # By their own index: few documents have such a number, and the others need not be read.
    numbered = Version.objects.exclude(registration_number="")
    found = live().filter(version__in=numbered.order_by().values("pk"))
    rows = list(found.defer("version__body_html", "version__screening"))
    touched = touches(one.record_id for one in rows)
    return [_normative(one, effect_of(one.version, on, touched.get(one.record_id, [])), on)
            for one in rows]  # fmt: skip


def to_clean_up(rows: Iterable[Normative]) -> list[Normative]:
    """What expired, or will within six months, and was not repealed; the earliest first."""
    found = [one for one in rows if one.cleanup]
    return sorted(found, key=_end)


def normative_xlsx(rows: Sequence[Normative], on: date) -> bytes:
    """The list as a workbook."""
    cells = [(str(place), *_cells(one)) for place, one in enumerate(rows, 1)]
    subtitle = f"有效性按 {on} 计算，共 {len(rows)} 件"
    return workbook("规范性文件目录", subtitle, _WIDTHS, _HEADINGS, cells, name="规范性文件目录")


def _normative(one: Publication, effect: Effect, on: date) -> Normative:
    is_over = effect.status == "repealed"
    return Normative(one, effect, "" if is_over else cleanup_on(on, one.version.expires_on))


def _end(one: Normative) -> tuple[str, int]:
    return str(one.publication.version.expires_on), one.publication.pk


def _cells(one: Normative) -> tuple[str, ...]:
    version, by = one.publication.version, one.effect.by
    days = (version.issued_on, version.effective_on, version.expires_on)
    return (
        one.publication.title, version.document_number, version.registration_number,
        version.issuer, *(str(day or "") for day in days), one.validity,
        str(one.effect.since or ""), by.title if by else "", one.publication.index_number,
    )  # fmt: skip
