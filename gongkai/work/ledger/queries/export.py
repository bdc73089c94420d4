"""A ledger as a file for Word, Excel and WPS."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.paper import paper
from gongkai.work.ledger.queries.rows import LedgerRow
from gongkai.work.ledger.queries.rows import ledger_rows as ledger_rows
from gongkai.work.ledger.queries.workbook import workbook
from gongkai.work.org.models.organisation import Organisation


@dataclass(frozen=True)
class Column:
    """A heading and the share of the page's width that it takes."""

    heading: str
    width: int


COLUMNS = (
    Column("序号", 6),
    Column("任务类别", 18),
    Column("工作要求", 46),
    Column("分工", 9),
    Column("责任科室", 13),
    Column("责任人", 10),
    Column("工作措施", 24),
    Column("时间节点", 22),
    Column("时限", 18),
    Column("进展", 14),
)


def ledger_xlsx(plan: Plan, organisation: Organisation) -> bytes:
    """The ledger as a workbook."""
    return workbook(*_head(plan, organisation), _widths(), _headings(), _cells(plan, organisation))


def ledger_docx(plan: Plan, organisation: Organisation) -> bytes:
    """The ledger as a Word document."""
    return paper(*_head(plan, organisation), _widths(), _headings(), _cells(plan, organisation))


def _head(plan: Plan, organisation: Organisation) -> tuple[str, str]:
    under = f"（{plan.document_number}）" if plan.document_number else ""
    unit = f"填报单位：{organisation.name}    依据：《{plan.title}》{under}"
    return f"{plan.year}年政务公开工作台账", unit


def _widths() -> list[int]:
    return [column.width for column in COLUMNS]


def _headings() -> list[str]:
    return [column.heading for column in COLUMNS]


def _cells(plan: Plan, organisation: Organisation) -> list[list[str]]:
    return [_texts(row) for row in ledger_rows(plan, organisation)]


def _texts(row: LedgerRow) -> list[str]:
    role = row.role_label + (f"（方案中称“{row.named_as}”）" if row.named_as else "")
    steps = (f"{day.year}年{day.month}月{day.day}日：{text}" for text, day in row.milestones)
    return [
        "" if row.number is None else str(row.number),
        "—".join(row.categories),
        row.requirement,
        role,
        row.section,
        row.person,
        row.note,
        "\n".join(steps),
        row.deadline_text,
        row.progress,
    ]
