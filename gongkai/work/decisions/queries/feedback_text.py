"""The feedback as the public reads it: what came, what was adopted, what not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from gongkai.rules.decisions.opinions import CHANNELS
from gongkai.rules.decisions.summary import is_concentrated
from gongkai.work.decisions.models.opinion import Disposition, Opinion, OpinionGroup
from gongkai.work.decisions.queries.feedback import Answered
from gongkai.work.files.copies.word_lines import UNPRINTABLE

MOST_ROWS = 300
"""So many opinions stand in the text; more come as a table beside it, all of them."""
UNSHOWN = "（内容不宜公开，不展示）"
_HEAD = ("编号", "条目", "意见", "采纳情况", "理由")
_COUNTED = ("来源", "件数", "采纳", "部分采纳", "不采纳")


def body_of(
    told: Answered,
    counts: Mapping[str, Any],
    labels: Mapping[str, str],
    introduction: str,
) -> str:
    """HTML of the whole feedback; `counts` as Figures.as_json gives them, by `labels`."""
    whole = counts["all"]
    total = whole["total"]
    parts = [
        *_lines(introduction),
        f"<p>共收到意见 {total} 条：采纳 {whole['adopted']} 条，部分采纳 {whole['partly']} 条，"
        f"不采纳 {whole['not_adopted']} 条。</p>",
        "<h2>意见来源</h2>",
        _counts({CHANNELS[one]: line for one, line in counts["by_channel"].items()}, "来源"),
        "<h2>各条意见数量</h2>",
        _counts(_in_order(counts["by_clause"], labels), "条目"),
    ]
    if told.groups:
        parts += ["<h2>集中反映的意见</h2>", _groups(told.groups)]
    parts += _unadopted(told.groups, total)
    count = told.alone.count()
    if count:
        parts += ["<h2>逐条意见</h2>", *_alone(told.alone, labels, count)]
    if told.forms:
        parts += ["<h2>其他听取意见的方式</h2>", *_forms(told)]
    return "".join(parts)


def table_of(rows: Iterable[Opinion], labels: Mapping[str, str]) -> bytes:
    """A workbook of all these opinions, as many as there are."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("逐条意见")
    for row in (_HEAD, *(_row(one, labels) for one in rows)):
        sheet.append([_text(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def words_of(opinion: Opinion) -> str:
    """What the public may read of it."""
    return UNSHOWN if opinion.is_held else opinion.shown


def fate_of(disposition: str) -> str:
    """采纳, 部分采纳 or 不采纳; empty while it is open."""
    return str(Disposition(disposition).label) if disposition else ""


def unadopted(groups: Sequence[OpinionGroup], total: int) -> list[OpinionGroup]:
    """Groups that were not adopted and so large that their reasons must stand apart."""
    return [
        one for one in groups
        if one.disposition == Disposition.NOT and is_concentrated(one.size, total)
    ]  # fmt: skip


def with_clauses(rows: Any) -> Any:
    """The opinions with what `table_of` and the pages read of them."""
    return rows.select_related("clause", "consultation")


def clause_label(opinion: Opinion, labels: Mapping[str, str]) -> str:
    """What it is about: a clause, or the whole draft."""
    key = opinion.clause.key if opinion.clause else ""
    return labels[f"{opinion.consultation.number}/{key}"]


def _counts(lines: Mapping[str, Any], first: str) -> str:
    rows = (
        [name, *(str(line[key]) for key in ("total", "adopted", "partly", "not_adopted"))]
        for name, line in lines.items()
    )
    return _table((first, *_COUNTED[1:]), rows)


def _in_order(lines: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    return {label: lines[key] for key, label in labels.items() if key in lines}


def _groups(groups: Sequence[OpinionGroup]) -> str:
    rows = ([one.title, str(one.size), fate_of(one.disposition), one.reason] for one in groups)
    return _table(("意见", "件数", "采纳情况", "理由"), rows)


def _unadopted(groups: Sequence[OpinionGroup], total: int) -> list[str]:
    found = unadopted(groups, total)
    if not found:
        return []
    told = [
        f"<h3>{escape(one.title)}（{one.size} 条）</h3>{''.join(_lines(one.reason))}"
        for one in found
    ]
    return ["<h2>相对集中的意见没有采纳的理由</h2>", *told]


def _alone(rows: Any, labels: Mapping[str, str], count: int) -> Iterator[str]:
    if count > MOST_ROWS:
        yield f"<p>逐条意见 {count} 条，见附件《逐条意见》。</p>"
        return
    yield _table(_HEAD, (_row(one, labels) for one in with_clauses(rows)))


def _row(one: Opinion, labels: Mapping[str, str]) -> tuple[str, ...]:
    about = clause_label(one, labels)
    return str(one), about, words_of(one), fate_of(one.disposition), one.reason


def _forms(told: Answered) -> Iterator[str]:
    for one in told.forms:
        place = f"，{one.place}" if one.place else ""
        head = f"{one.on:%Y年%-m月%-d日}{place}，{one.get_kind_display()}，{one.people} 人参加"
        yield f"<h3>{escape(head)}</h3>{''.join(_lines(one.text))}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{'<br>'.join(map(escape, one.split(chr(10))))}</td>" for one in row)
        + "</tr>"
        for row in rows
    )  # fmt: skip
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _lines(text: str) -> list[str]:
    return [f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip()]


def _text(sheet: Any, value: str) -> Any:
    """Text as text: what begins like a formula must not be computed when opened."""
    cell = WriteOnlyCell(sheet, UNPRINTABLE.sub("", value))
    cell.data_type = "s"
    return cell
