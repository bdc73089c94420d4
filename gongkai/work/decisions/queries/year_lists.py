"""The yearly list in its versions: what one names, what it changes, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django.db.models import Q, QuerySet

from gongkai.rules.decisions import catalogue
from gongkai.rules.decisions.catalogue import Change, change_faults, changes
from gongkai.rules.decisions.lack import Lack
from gongkai.rules.decisions.periods import chinese_day
from gongkai.work.decisions.models.decision import Decision
from gongkai.work.decisions.models.year_list import ListItem, YearList
from gongkai.work.files.html import text_of
from gongkai.work.ledger.queries.workbook import workbook

HEADINGS = ("序号", "事项", "承办单位", "计划完成时间")
ADJUSTED = "调整情况"
_WIDTHS = (8, 60, 24, 18, 50)
_OPEN_STATES = (YearList.State.DRAFT, YearList.State.AGREED)
_ELIGIBLE = (Decision.State.PROPOSED, Decision.State.ON_ROAD)


def title_of(year: int) -> str:
    """What a list is called."""
    return f"{year} 年度重大行政决策事项目录"


def items_of(year_list: YearList) -> list[ListItem]:
    """The matters of a version in their order. One query."""
    related = ("decision__organisation", "organisation")
    return list(year_list.items.select_related(*related).order_by("order", "pk"))


def before(year_list: YearList) -> YearList | None:
    """The version before this one."""
    rows = YearList.objects.filter(year=year_list.year, number__lt=year_list.number)
    return rows.order_by("-number").first()


def last_of(year: int) -> YearList | None:
    """The newest version of a year."""
    return YearList.objects.filter(year=year).select_related("record").order_by("-number").first()


def changes_of(year_list: YearList) -> tuple[Change, ...]:
    """What a version changes; nothing in the first of a year."""
    former = before(year_list)
    if former is None:
        return ()
    return changes(_as_rules(items_of(former)), _as_rules(items_of(year_list)))


def faults_of(year_list: YearList) -> tuple[Lack, ...]:
    """The changes that have no public reason."""
    former = before(year_list)
    was = None if former is None else _as_rules(items_of(former))
    return change_faults(was, _as_rules(items_of(year_list)))


def candidates(year_list: YearList) -> QuerySet[Decision]:
    """The major decisions that could be put on a version."""
    named = year_list.items.filter(is_dropped=False).values("decision")
    rows = Decision.objects.filter(
        Q(public_exempt=None) | Q(public_exempt=False), year=year_list.year,
        kind=Decision.Kind.MAJOR, state__in=_ELIGIBLE,
    )  # fmt: skip
    return rows.exclude(pk__in=named).select_related("organisation").order_by("code")


def all_lists() -> QuerySet[YearList]:
    """Every version, the newest year first."""
    return YearList.objects.select_related("record__live").order_by("-year", "-number")


def body_of(year_list: YearList) -> str:
    """The version as the document that is published: a table, and how it was agreed to."""
    told = agreed_sentence(year_list)
    rows = table_of(year_list)
    head = "".join(f"<th>{escape(one)}</th>" for one in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows[1:]
    )
    return (
        f"<p>{escape(told)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def agreed_sentence(year_list: YearList) -> str:
    """Who agreed to the version, and when (第三条第三款)."""
    on = chinese_day(year_list.agreed_on) if year_list.agreed_on else ""
    return f"本目录（第 {year_list.number} 版）于 {on} 经{year_list.agreed_by}同意。"


def table_of(year_list: YearList) -> list[tuple[str, ...]]:
    """Headings and rows; later versions say what they changed and why, dropped matters last."""
    items = items_of(year_list)
    told = _told(changes_of(year_list))
    is_later = year_list.number > 1
    heads: tuple[str, ...] = (*HEADINGS, ADJUSTED) if is_later else HEADINGS
    rows: list[tuple[str, ...]] = [heads]
    standing = [one for one in items if not one.is_dropped]
    for place, one in enumerate([*standing, *(one for one in items if one.is_dropped)], 1):
        number = "—" if one.is_dropped else str(place)
        cells = (number, one.title, one.organisation.name, chinese_day(one.planned_on))
        rows.append((*cells, told.get(one.decision.code, "")) if is_later else cells)
    return rows


def missing_from(year_list: YearList, body: str) -> list[str]:
    """What a text does not name: titles of matters and reasons of changes. Blanks do not count."""
    known = _squeezed(text_of(body))
    wanted = [one for row in table_of(year_list)[1:] for one in (row[1], *row[4:]) if one]
    return [one for one in wanted if _squeezed(one) not in known]


def xlsx_of(year_list: YearList) -> bytes:
    """The version as a workbook."""
    heads, *rows = table_of(year_list)
    subtitle = f"第 {year_list.number} 版（{year_list.get_state_display()}）"
    title = title_of(year_list.year)
    return workbook(title, subtitle, _WIDTHS[: len(heads)], heads, rows, name="决策事项目录")


def is_open(year_list: YearList) -> bool:
    """True until it is published."""
    return year_list.state in _OPEN_STATES


def _told(found: Sequence[Change]) -> dict[str, str]:
    """Each change in words with its reason, by the code of the decision."""
    words: dict[str, list[str]] = {}
    reasons = {one.code: one.reason for one in found}
    for one in found:
        words.setdefault(one.code, []).append(one.words)
    return {
        code: "；".join(said) + (f"。原因：{reasons[code]}" if reasons[code] else "")
        for code, said in words.items()
    }


def _as_rules(items: Iterable[ListItem]) -> list[catalogue.Item]:
    return [
        catalogue.Item(
            one.decision.code, one.title, one.organisation.name, one.planned_on, one.reason,
            one.is_dropped,
        )
        for one in items
    ]  # fmt: skip


def _squeezed(text: str) -> str:
    return "".join(text.split())
