"""The day page: what is due, what came back, what waits, what was sent out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from gongkai.faces.desk.home import ahead, mine, office
from gongkai.faces.desk.home.owed import report_panels
from gongkai.faces.desk.home.panels import DayPage, Panel, Sent
from gongkai.faces.desk.home.requests import request_panels
from gongkai.faces.desk.inspection.words import month_words
from gongkai.faces.desk.nav import described, powers_of
from gongkai.faces.ui.dates import cn_day
from gongkai.faces.ui.parts import Stat
from gongkai.rules.scoring import plain
from gongkai.work.inspection.queries.months import month_of
from gongkai.work.inspection.queries.own_scores import scores_of
from gongkai.work.inspection.queries.waiting import workplaces
from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

_OFFICE = "finding.close"
_WAITING = ("review", "items", "mend", "soon")


def day_page(person: Person, at: datetime) -> DayPage:
    """The day page of one person: what follows from their posts, and nothing twice."""
    on = day_of(at)
    powers = powers_of(person, on)
    page = DayPage(f"今天，{cn_day(on)}", described(person, on), bool(powers))
    page.may_draft = "record.draft" in powers
    places = list(workplaces(person, on))
    if places:
        _add_mine(page, person, at, places, powers)
    if _OFFICE in powers:
        panels, facts = list(office.panels(person, at, on)), list(office.facts(on))
        page.stats = [*office.stats(panels, facts), *page.stats]
        page.panels = [*panels, *page.panels]
        page.facts += facts
    reports = report_panels(person, on, powers)
    page.panels = [*request_panels(person, on, powers), *reports, *page.panels]
    page.facts += office.vacancies(powers, on)
    page.said = _said(page)
    return page


def _add_mine(
    page: DayPage,
    person: Person,
    at: datetime,
    places: Sequence[Organisation],
    powers: frozenset[str],
) -> None:
    on = day_of(at)
    due = mine.due_of(person, on)
    page.panels = list(mine.panels(person, on, due))
    page.sent = mine.sent_rows(person, at, on)
    page.stats = list(_stats(due, page.panels, page.sent, powers))
    page.stats += _score_stats(places, on)
    page.coming = ahead.coming_events(places, on)
    page.numbers = ahead.numbers(places)


def _stats(
    due: mine.Due, panels: Sequence[Panel], sent: Sequence[Sent], powers: frozenset[str]
) -> Iterator[Stat]:
    counts = {one.key: one.count for one in panels}
    if "ledger.edit" in powers:
        yield _stat("已超期", len(due.overdue), "项", "bad")
        yield _stat("今天到期", len(due.today), "项", "bad")
    yield _stat("等我办", sum(counts.get(key, 0) for key in _WAITING), "件", "warn")
    if "record.draft" in powers:
        yield _stat("退回给我", counts.get("back", 0), "件", "warn")
        yield Stat("我送出去、还没回来", len(sent), "件")


def _stat(label: str, count: int, unit: str, kind: str) -> Stat:
    return Stat(label, count, unit, kind if count else "")


def _score_stats(places: Sequence[Organisation], on: date) -> Iterator[Stat]:
    """This month's score so far, of each organisation in which the person works."""
    month = str(month_of(on))
    found = {one.organisation_id: one for one in scores_of(places, month)}
    for one in places:
        who = f"{one.label} " if len(places) > 1 else ""
        label = f"{who}{month_words(month).partition('年')[2]}考核"
        score = found.get(one.pk)
        if score is None:
            yield Stat(f"{label}（还没计算）", "—")
        else:
            yield Stat(f"{label}（暂计）", plain(score.points), "分")


def _said(page: DayPage) -> str:
    """Where to begin."""
    if not page.has_post:
        return "您的账号还没有安排岗位。"
    if not page.panels:
        return "现在没有等您办的事。"
    first = page.panels[0]
    return f"先办“{first.title}”的 {first.count} 件。"
