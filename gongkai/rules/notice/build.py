"""Putting a notice together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.rules.notice.facts import MonthFacts, check
from gongkai.rules.notice.sentences import (
    NUMERALS,
    about_ledgers,
    about_log,
    about_next,
    about_old,
    about_problems,
    about_scores,
)
from gongkai.rules.notice.tables import (
    Grid,
    deadline_grid,
    ledger_grid,
    old_grid,
    problem_grid,
    score_grid,
)


@dataclass(frozen=True)
class Section:
    """A part of the notice with its heading."""

    heading: str
    paragraphs: tuple[str, ...]
    table: Grid | None = None


@dataclass(frozen=True)
class Notice:
    """A notice, ready to be set; the annex is the table of scores."""

    title: str
    addressees: str
    opening: str
    sections: tuple[Section, ...]
    annex: Grid
    issuer: str


def build_notice(facts: MonthFacts) -> Notice:
    """Return the notice of one month; FiguresDisagree if scores and problems do not fit.

    Source: 政府信息公开条例 第四十六条、第四十七条（考核、通报）; the parts follow real notices.
    """
    check(facts)
    told = f"{facts.month.year}年{facts.month.month}月"
    parts: tuple[tuple[str, Callable[[MonthFacts], Iterator[str]], Grid | None], ...] = (
        ("上月问题整改情况", about_old, old_grid(facts)),
        ("总体情况", about_scores, None),
        ("存在的主要问题", about_problems, problem_grid(facts)),
        ("工作台账报送情况", about_ledgers, ledger_grid(facts)),
        ("下一步工作要求", about_next, deadline_grid(facts)),
        *((("公开日志核验", about_log, None),) if facts.log is not None else ()),
    )
    return Notice(
        title=f"{facts.issuer}关于{told}政务公开工作检查考核情况的通报",
        addressees=f"{facts.addressees}：",
        opening=f"{facts.issuer}对{told}政务公开工作进行了检查考核，共考核单位"
        f"{len(facts.scores)}个，发现问题{len(facts.problems)}个。现将有关情况通报如下：",
        sections=tuple(
            Section(f"{NUMERALS[place]}、{heading}", tuple(write(facts)), table)
            for place, (heading, write, table) in enumerate(parts)
        ),
        annex=score_grid(facts),
        issuer=facts.issuer,
    )
