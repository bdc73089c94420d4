"""The one door of the room: a file's name and bytes in, its reading out."""

from __future__ import annotations

from gongkai.rules.plan import finish, front, grid, obligations, prose, streams
from gongkai.rules.plan.errors import PlanUnreadable
from gongkai.rules.plan.load import load
from gongkai.rules.plan.model import Line, PlanReading, Problem, RawTable, Source
from gongkai.rules.plan.units import FIRST_LEADS
from gongkai.rules.plan.words import WORDS, squeeze

_HEAD_LINES = 15


def read_plan(name: str, data: bytes) -> PlanReading:
    """Return what the file says; `name` tells the format, `data` are its bytes.

    Raises PlanUnreadable if the file cannot be opened or is no plan. A part that cannot be
    resolved is None in the reading and named in its `problems`.
    """
    source = load(name, data)
    table, body = _find_table(source)
    caption = table.caption if table else None
    head = front.read_front(body, caption)
    if table is None:
        table = prose.read_points(source.body, head.title)
        body = _around(source.body, table)
    texts = front.paragraphs(body)
    duties = obligations.read_obligations(texts, head.issued, head.year)
    _check_is_plan(source, table, head.title, has_duties=bool(duties))
    if table is None:
        table = RawTable([], True, True)
        table.problems.append(Problem("全文", "没有找到任务分解表，只读出正文里的要求"))
    table.first_leads |= any(FIRST_LEADS.search(squeeze(line.text)) for line in source.body)
    tasks, problems = finish.finish(table, head.issued, head.year)
    problems = [*source.problems, *_front_problems(head, source), *problems]
    return PlanReading(
        title=head.title,
        document_number=head.document_number,
        issuer=head.issuer,
        date=head.issued.isoformat() if head.issued else None,
        year=head.year,
        tasks=tasks,
        obligations=duties,
        problems=tuple(problems),
        confirm=(*source.asides, *table.confirm),
        source_lines=tuple(source.lines),
    )


def _find_table(source: Source) -> tuple[RawTable | None, list[Line]]:
    """The plan's table, and the running text that is not part of it."""
    table = grid.read_tables(source.tables, source.body)
    if table is None and source.is_text:
        table = streams.read_stream(source.body)
    if table is None:
        table = streams.read_placed(source.placed)
    if table is None:
        table = prose.read_headings(source.body)
    return table, _around(source.body, table)


def _around(body: list[Line], table: RawTable | None) -> list[Line]:
    """The lines above the tasks, and those below where it is known that the tasks end."""
    if table is None or not table.first_line:
        return body
    last = table.last_line
    return [line for line in body if line.at < table.first_line or (last and line.at > last)]


def _check_is_plan(
    source: Source, table: RawTable | None, title: str | None, *, has_duties: bool
) -> None:
    """Raise PlanUnreadable for a report, a rule, a letter, and for a table of other things.

    Text without a table is a plan only by its name; a table is one by its columns.
    """
    plan = bool(title) and str(title).endswith((*WORDS.plan_titles, "通知"))
    first = [squeeze(line.text) for line in source.body[:_HEAD_LINES]]
    other = any(text.endswith(WORDS.other_titles) for text in [title or "", *first])
    named_otherwise = other and not plan
    if table is None:
        refused = not (has_duties and plan)
    elif table.is_prose:
        refused = named_otherwise
    else:
        refused = not plan and not (table.has_units or table.has_deadlines)
    if refused:
        raise PlanUnreadable("not_a_plan", looks=_looks(source))


def _front_problems(head: front.Front, source: Source) -> list[Problem]:
    names = {"title": "标题", "document_number": "文号", "issuer": "发文机关", "issued": "成文日期"}
    missing = [label for field, label in names.items() if getattr(head, field) is None]
    return [Problem("文首", f"没有读出{'、'.join(missing)}")] if missing else []


def _looks(source: Source) -> str:
    first = next((line.text.strip() for line in source.body if line.text.strip()), "")
    return f"开头是“{first[:30]}”" if first else "没有正文"
