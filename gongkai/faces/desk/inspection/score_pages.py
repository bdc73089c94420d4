"""What the pages of scores show: the months, one month, one organisation in a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.faces.desk.inspection import words
from gongkai.faces.ui.charts import Chart, Series
from gongkai.faces.ui.dates import cn_date
from gongkai.faces.ui.parts import Stat, Tag
from gongkai.rules.scoring import plain
from gongkai.rules.scoring_table import from_json
from gongkai.work.inspection.models.score import Score
from gongkai.work.inspection.queries.board import Counts, board, counts
from gongkai.work.inspection.queries.month_states import MonthState, month_states, state_of
from gongkai.work.inspection.queries.months import counted_on
from gongkai.work.inspection.queries.scores import (
    Explained,
    MonthScores,
    Point,
    explain,
    history,
    month_for,
    rule_at,
)
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for

_CHARTED, _BARS = 12, 10


@dataclass(frozen=True)
class MonthRow:
    """One month of the list."""

    state: MonthState
    title: str
    tag: Tag

    @property
    def average(self) -> str:
        """The average of all scores, to two places."""
        found = vars(self.state.row)["average"] if self.state.row else None
        return plain(Decimal(found).quantize(Decimal("0.01"))) if found is not None else "—"


@dataclass(frozen=True)
class OwnMonths:
    """One organisation's results month by month, the newest first, and their chart."""

    organisation: Organisation
    points: Sequence[tuple[str, Point]]
    chart: Chart | None


@dataclass(frozen=True)
class Cost:
    """A deduction, or a bonus, as the table of a score shows it."""

    explained: Explained
    points: str
    rate: str
    tag: Tag


def scores_page(person: Person, on: date) -> dict[str, Any]:
    """The months of all for the openness office; of one's own organisation for everybody else."""
    seen = list(organisations_for(person, ["score.view"], on).order_by("order", "code"))
    if may(person, "score.compute", None, on):
        rows = [
            MonthRow(one, words.month_words(one.month), words.month_tag(one))
            for one in month_states(on)
        ]
        return {"rows": rows, "own": [], "may_compute": True}
    return {"rows": [], "own": [own_months(one) for one in seen], "may_compute": False}


def own_months(organisation: Organisation) -> OwnMonths:
    """The results of one organisation so far."""
    points = history(organisation)
    named = [(words.month_words(one.month), one) for one in points]
    return OwnMonths(organisation, named[::-1], history_chart(organisation, points))


def month_page(person: Person, on: date, month: str) -> dict[str, Any]:
    """A month with the scores that the person may see."""
    state = state_of(month, on)
    scored = month_for(person, on, month)
    return {
        "month": month,
        "title": words.month_words(month),
        "state": state,
        "tag": words.month_tag(state),
        "scored": scored,
        "said": month_said(state),
        "stats": list(_month_stats(scored)) if scored else [],
        "chart": _month_chart(scored, month) if scored else None,
        "may_compute": may(person, "score.compute", None, on) and state.state != "locked",
        "may_lock": may(person, "score.lock", None, on) and state.state in {"ready", "stale"},
        "may_write": may(person, "notice.write", None, on) and scored is not None,
    }


def month_said(state: MonthState) -> str:
    """One sentence on how far the month is."""
    row = state.row
    if row is not None and row.locked_at is not None and row.locked_by is not None:
        return f"{cn_date(row.locked_at)}由{row.locked_by.name}锁定，得分不再改变。"
    ends = cn_date(state.ends_on)
    return {
        "missing": "月份已过，还没有计算得分。",
        "running": f"暂计：{ends}以前还会变化。" if row else f"还没有计算。{ends}以前可以先试算。",
        "stale": "计算以后又有新的问题或认定，请重新计算。",
        "ready": "月份已过，得分已算好，等政务公开办负责人锁定。",
        "locked": "已锁定，得分不再改变。",
    }[state.state]


def lock_page(person: Person, on: date, month: str) -> dict[str, Any]:
    """What locking the month means, and what is still open."""
    context = month_page(person, on, month)
    found: Counts = counts(board(person, on, month=month), on)
    return context | {"counts": found, "ended": on > context["state"].ends_on}


def score_page(score: Score, person: Person, on: date) -> dict[str, Any]:
    """One organisation in one month, every point with its reason."""
    month, organisation = score.month.month, score.organisation
    points = history(organisation)
    here = next(one for one in points if one.month == month)
    costs = [_cost(one, score, on) for one in explain(score)]
    state = state_of(month, on)
    return {
        "score": score,
        "title": words.month_words(month),
        "tag": words.month_tag(state),
        "said": month_said(state),
        "stats": [
            *_score_stats(here, costs, provisional=not here.is_locked),
            Stat("等次", _grade(score)),
        ],
        "costs": costs,
        "full": plain(from_json(score.month.rules).full),
        "deducted": plain(_lost(costs)),
        "bonus": plain(_won(costs)),
        "points": plain(score.points),
        "table": from_json(score.month.rules).title,
        "chart": history_chart(organisation, points),
    }


def history_chart(organisation: Organisation, points: Sequence[Point]) -> Chart | None:
    """The last months beside the average of all."""
    shown = points[-_CHARTED:]
    if not shown:
        return None
    last = shown[-1]
    said = (
        f"{words.month_words(last.month)} {plain(last.points)} 分，"
        f"全部单位平均 {plain(last.average)} 分。"
    )
    return Chart(
        title=f"{organisation.label}各月得分与平均分",
        said=said,
        heading="月份",
        labels=[words.month_words(one.month).partition("年")[2] for one in shown]
        if len({one.month[:4] for one in shown}) == 1
        else [one.month for one in shown],
        series=[
            Series(organisation.label, [float(one.points) for one in shown]),
            Series("全部单位平均", [float(one.average) for one in shown]),
        ],
        kind="line",
    )


def _month_stats(scored: MonthScores) -> Iterator[Stat]:
    yield Stat("参加考核", scored.count, "个单位")
    yield Stat("平均", plain(scored.average), "分")
    if len(scored.lines) == scored.count and scored.lines:
        yield Stat("最高", plain(scored.lines[0].points), "分")
        yield Stat("最低", plain(scored.lines[-1].points), "分")
        losing = sum(1 for one in scored.lines if one.deducted)
        yield Stat("有扣分的", losing, "个单位", "warn" if losing else "")


def _month_chart(scored: MonthScores, month: str) -> Chart | None:
    """The points that each organisation lost: scores close to each other look alike as bars."""
    losing = [one for one in scored.lines if one.deducted]
    if len(scored.lines) < 2 or not losing:  # noqa: PLR2004 - one bar compares nothing
        return None
    listed = sorted(losing, key=lambda one: -one.deducted)[:_BARS]
    return Chart(
        title=f"{words.month_words(month)}扣分最多的单位",
        said=f"扣分最多的是{listed[0].organisation.label}，扣 {plain(listed[0].deducted)} 分。",
        heading="单位",
        labels=[one.organisation.label for one in listed],
        series=[Series("扣分", [float(one.deducted) for one in listed])],
        kind="rows",
    )


def _score_stats(here: Point, costs: Sequence[Cost], *, provisional: bool) -> Iterator[Stat]:
    lost, won = _lost(costs), _won(costs)
    yield Stat("得分（暂计）" if provisional else "得分", plain(here.points), "分")
    count = sum(1 for one in costs if one.explained.points > 0)
    yield Stat(f"扣分 {count} 项", f"−{plain(lost)}" if lost else "0", "分", "bad" if lost else "")
    if won:
        yield Stat("加分", f"+{plain(won)}", "分", "ok")
    yield Stat("全部单位平均", plain(here.average), "分")
    yield Stat(f"{here.count} 个单位中排第", here.rank)


def _cost(one: Explained, score: Score, on: date) -> Cost:
    rule = rule_at(from_json(score.month.rules), one.deduction.rule, counted_on(one.finding))
    points = plain(abs(one.points))
    signed = f"−{points}" if one.points > 0 else f"+{points}" if one.points < 0 else "0"
    rate = words.rate_words(rule) if rule else ""
    return Cost(one, signed, rate, words.finding_tag(one.finding, on))


def _lost(costs: Sequence[Cost]) -> Decimal:
    return sum((max(one.explained.points, Decimal(0)) for one in costs), Decimal(0))


def _won(costs: Sequence[Cost]) -> Decimal:
    return sum((max(-one.explained.points, Decimal(0)) for one in costs), Decimal(0))


def _grade(score: Score) -> str:
    titles = {one.code: one.title for one in from_json(score.month.rules).grades}
    return titles.get(score.grade, score.grade)
