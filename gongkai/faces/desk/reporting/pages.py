"""What the pages of annual reports show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.urls import reverse

from gongkai.faces.desk.clocks import clock_until
from gongkai.faces.desk.reporting import words
from gongkai.faces.ui.parts import Clock, Event, Stat, Stopped, Tag
from gongkai.faces.ui.report_charts import charts
from gongkai.rules.annual_report import report_due
from gongkai.rules.report_tables import (
    BLANK,
    CHAPTERS,
    COLUMNS3,
    COLUMNS4,
    MEANINGS,
    ROWS3,
    TABLE2,
    Part,
    Spot,
    Violation,
    parts_of,
    place_of,
    printed,
)
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may
from gongkai.work.reporting.models.report import AnnualReport, Edition, Step
from gongkai.work.reporting.powers import OVERSEE, entitled
from gongkai.work.reporting.queries.reports import (
    EDITABLE,
    Standing,
    content_of,
    edition_of,
    standings,
    state_of,
)

_STATE = AnnualReport.State
_STOPS = frozenset({Step.Kind.RETURNED, Step.Kind.REOPENED})
_TABLES = {
    "table2": "表二 主动公开政府信息情况",
    "table3": "表三 收到和处理政府信息公开申请情况",
    "table4": "表四 政府信息公开行政复议、行政诉讼情况",
}


_OVER_NUMBERS = frozenset({*COLUMNS3.values(), *COLUMNS4.values(), *chain(*TABLE2.values())})
_LABELS = frozenset(ROWS3.values())


@dataclass(frozen=True)
class Line:
    """One organisation in the overview of the office."""

    standing: Standing
    tag: Tag
    url: str
    missed: str
    wrong: int

    @property
    def said(self) -> str:
        """What is in the way, in a few words."""
        one = self.standing
        told = [f"{one.lacking} 项没有填报"] if one.lacking else []
        told += ["缺上年年报"] if not one.has_last_year else []
        told += [f"{self.wrong} 处不成立"] if self.wrong else []
        return "、".join(told)


def overview(year: int, on: date, state: str) -> dict[str, Any]:
    """Everybody's reports on the year: who submitted, whose equations hold, who is late."""
    found = standings(year, on)
    lines = [_line(one, year) for one in found]
    shown = [one for one in lines if _fits(one, state)]
    late = sum(one.standing.is_late for one in lines)
    by_state = {one: sum(each.standing.state == one for each in lines) for one in _ORDER}
    return {
        "lines": shown,
        "total": len(lines),
        "stats": [
            Stat("应编制", len(lines), "个单位"),
            Stat("已报送", by_state["submitted"], "个", "warn" if by_state["submitted"] else ""),
            Stat("已定稿", by_state["frozen"], "个"),
            Stat("已公开", by_state["published"], "个"),
            Stat("逾期", late, "个", "bad" if late else ""),
        ],
        "states": [(one, words.state_tag(one).word, by_state[one]) for one in _ORDER]
        + [(LATE, "逾期", late)],
    }


LATE = "late"
_ORDER = ("open", "returned", "reopened", "submitted", "frozen", "published")


def _fits(one: Line, state: str) -> bool:
    return not state or state == one.standing.state or (state == LATE and one.standing.is_late)


def _line(one: Standing, year: int) -> Line:
    return Line(
        standing=one,
        tag=words.state_tag(one.state),
        url=reverse("desk:annual_report", args=[year, one.organisation.code]),
        missed=words.missed_words(one.missed),
        wrong=len(one.violations),
    )


@dataclass(frozen=True)
class CellLink:
    """A printed cell of a table, with the address of the cases behind it and whether it fits."""

    spot: Spot
    url: str = ""
    is_wrong: bool = False
    look: str = ""


@dataclass(frozen=True)
class ShownTable:
    """A table as the page prints it."""

    title: str
    rows: Sequence[Sequence[CellLink]]


@dataclass(frozen=True)
class ShownPart:
    """A part of the text: what it reads, and whether somebody wrote it."""

    part: Part
    chapter: str
    text: str
    is_own: bool
    url: str

    @property
    def name(self) -> str:
        """What the part is called: its own heading, else that of its chapter."""
        return self.part.heading or self.chapter


def report_page(row: AnnualReport, person: Person, on: date) -> dict[str, Any]:
    """One report as this person sees it today."""
    organisation, year = row.organisation, row.year
    edition = edition_of(row)
    content = content_of(row)
    is_frozen = row.state == _STATE.FROZEN and edition is not None
    told = edition.content if is_frozen and edition is not None else content.report
    violations = [] if is_frozen else content.violations
    compiled = content.compiled
    return {
        "row": row,
        "organisation": organisation,
        "year": year,
        "state": state_of(row),
        "tag": words.state_tag(state_of(row)),
        "due": words.due_words(report_due(organisation.kind, year)),
        "clock": _clock(row, on),
        "is_frozen": is_frozen,
        "tables": _tables(told, row, violations, drills=may_drill(person, organisation, on)),
        "parts": list(_parts(row, told)),
        "checks": list(
            words.equation_checks(
                violations, has_last_year=is_frozen or compiled.is_proven_from_last_year, year=year
            )
        ),
        "wrongs": [violated(one) for one in violations if one.equation != BLANK],
        "lacking": _lacking(compiled.lacking) if not is_frozen else [],
        "doubts": [words.doubt_words(one) for one in compiled.doubts()],
        "origin": words.origin_words(compiled.last_year),
        "last_year": compiled.last_year,
        "events": list(_events(row, on)),
        "editions": list(row.editions.all()) if row.pk else [],
        "charts": charts(told),
        **_powers(row, person, on, edition),
    }


def _powers(
    row: AnnualReport, person: Person, on: date, edition: Edition | None
) -> dict[str, bool]:
    one, is_open = row.organisation, row.state in EDITABLE
    is_over = on.year > row.year
    is_submitted = row.state == _STATE.SUBMITTED
    return {
        "may_edit": is_open and entitled("report.edit", person, one, on),
        "may_submit": is_open and is_over and entitled("report.submit", person, one, on),
        "may_return": is_submitted and may(person, OVERSEE, None, on),
        "may_freeze": is_submitted and entitled("report.freeze", person, one, on),
        "may_reopen": row.state == _STATE.FROZEN and may(person, OVERSEE, None, on),
        "may_draft": row.state == _STATE.FROZEN
        and edition is not None
        and edition.version_id is None
        and may(person, "record.draft", one, on),
        "is_over": is_over,
    }


def _clock(row: AnnualReport, on: date) -> Clock | Stopped | None:
    due_on = report_due(row.organisation.kind, row.year)
    if state_of(row) == "published":
        return Stopped("ok done", "已公开")
    return clock_until(on, due_on) if due_on is not None and on.year > row.year else None


def may_drill(person: Person, organisation: Organisation, on: date) -> bool:
    """Who sees which cases a number counts; others see the number alone.

    Behind the numbers of the place stand everybody's cases: those the office oversees.
    """
    is_place = organisation.kind == Organisation.Kind.DISTRICT
    own = not is_place and may(person, "foi.view", organisation, on)
    return own or may(person, "foi.oversee", None, on)


def _tables(
    told: Mapping[str, Any], row: AnnualReport, violations: Sequence[Violation], *, drills: bool
) -> list[ShownTable]:
    wrong = {one.where for one in violations}
    return [
        ShownTable(
            _TABLES[table.code],
            [[_cell(spot, row, wrong, drills=drills) for spot in line] for line in table.rows],
        )
        for table in printed(told)
    ]


def _cell(spot: Spot, row: AnnualReport, wrong: set[str], *, drills: bool) -> CellLink:
    if spot.key is None:
        return CellLink(spot, look=_look(spot))
    table, line, column = spot.key
    is_wrong = f"{table} row {line} {column}" in wrong
    counts = drills and table == "table3" and spot.text not in {"", "0"}
    args = [row.year, row.organisation.code, line, column]
    return CellLink(spot, reverse("desk:annual_report_cell", args=args) if counts else "", is_wrong)


def _look(spot: Spot) -> str:
    """Heads over numbers stand where the numbers do; labels of single rows have room to be read."""
    if spot.text.partition("（单位")[0] in _OVER_NUMBERS:
        return "n"
    return "wide" if spot.down == spot.across == 1 and spot.text in _LABELS else ""


def _parts(row: AnnualReport, told: Mapping[str, Any]) -> Iterator[ShownPart]:
    is_place = row.organisation.kind == Organisation.Kind.DISTRICT
    headings = {one.code: one.heading for one in CHAPTERS}
    text = told.get("text") or {}
    for part in parts_of(is_government=is_place):
        url = reverse("desk:annual_report_text", args=[row.year, row.organisation.code, part.code])
        chapter = headings[part.chapter]
        words = (text.get(chapter) or {}).get(part.heading, "")
        yield ShownPart(part, chapter, words, part.code in row.chapters, url)


def violated(one: Violation) -> str:
    """A violation in a sentence."""
    return (
        f"{one.equation} {place_of(one.where)}：{MEANINGS[one.equation]}，"
        f"现在是 {one.left} 和 {one.right}。"
    )


def _lacking(found: Sequence[tuple[Organisation, str]]) -> list[tuple[str, str]]:
    """Who has not handed in what, an organisation a line."""
    by_name: dict[str, list[str]] = {}
    for organisation, line in found:
        by_name.setdefault(organisation.label, []).append(line)
    return [(name, "、".join(lines)) for name, lines in by_name.items()]


def _events(row: AnnualReport, on: date) -> Iterator[Event]:
    for one in row.steps.all() if row.pk else []:
        who = one.by.name if one.by else "系统"
        text = f"{who}：{one.text}" if one.text else who
        yield Event(one.get_kind_display(), one.at, text, "stop" if one.kind in _STOPS else "")
    state = state_of(row)
    record = row.record
    if state == "published" and record is not None and record.live is not None:
        yield Event("公开", record.live.published_on, record.live.index_number)
    elif (due_on := report_due(row.organisation.kind, row.year)) is not None:
        is_over = due_on < on
        yield Event("期限", due_on, "已经过了。" if is_over else "", "next")
