"""The desk's side navigation as data: each page with the powers that open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.faces.ui.nav import address
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import EVERYWHERE, OWN, posts_on


@dataclass(frozen=True)
class Page:
    """One entry: shown to whoever holds one of `powers`. `count` names the number beside it."""

    label: str
    url_name: str
    powers: tuple[str, ...]
    count: str = ""


GROUPS: tuple[tuple[str, tuple[Page, ...]], ...] = (
    (
        "我的工作",
        (
            Page("工作首页", "desk:home", ()),
            Page("工作台账", "desk:ledger", ("ledger.edit", "ledger.view"), "occurrences"),
            Page("信息发布", "desk:records", ("record.view",), "returned"),
            Page("目录事项", "desk:items", ("record.view",)),
            Page("发文字号", "desk:numbers", ("record.view", "finding.raise")),
            Page("历史文件规范化", "desk:history", ("record.view", "finding.raise")),
            Page("批量导入", "desk:imports", ("record.import",)),
            Page(
                "审核",
                "desk:reviews",
                ("record.review_first", "record.review_second", "record.review_final"),
                "reviews",
            ),
        ),
    ),
    (
        "依申请公开",
        (
            Page("申请件", "desk:foi", ("foi.view", "foi.oversee"), "foi"),
            Page("请本单位协办", "desk:foi_assists", ("foi.assist",), "foi_assists"),
            Page("办结以后的事项", "desk:foi_closed", ("foi.view", "record.draft")),
            Page("文书范本", "desk:foi_templates", ("foi.view",)),
        ),
    ),
    (
        "决策公开",
        (
            Page("决策事项", "desk:decisions", ("decision.view",)),
            Page("征求意见", "desk:consultations", ("opinion.handle", "decision.list")),
            Page("公众列席会议", "desk:meetings", ("meeting.edit",)),
            Page("问卷调查", "desk:surveys", ("evaluation.view",)),
            Page("政策评价", "desk:evaluations", ("evaluation.view",)),
            Page("舆情回应", "desk:responses", ("response.view",), "responses"),
            Page("年度决策目录", "desk:year_lists", ("decision.list",)),
        ),
    ),
    (
        "检查考核",
        (
            Page("检查问题", "desk:findings", ("finding.view",), "findings"),
            Page("月度考核", "desk:scores", ("score.view",)),
            Page("年度报告", "desk:annual_reports", ("report.view",)),
        ),
    ),
    (
        "政务公开办",
        (
            Page("工作方案", "desk:plans", ("plan.adopt",)),
            Page("台账报送", "desk:submissions", ("plan.adopt",)),
            Page("公开目录", "desk:catalogue", ("catalogue.edit",)),
            Page("目录更新情况", "desk:items_all", ("catalogue.edit",)),
            Page("规范性文件清理", "desk:cleanup", ("catalogue.edit",)),
            Page("机构与人员", "desk:organisations", ("org.edit",)),
        ),
    ),
)


@dataclass(frozen=True)
class Item:
    """A page as the template prints it."""

    label: str
    url: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Section:
    """A heading of the navigation and the pages this person may use."""

    title: str
    items: list[Item] = field(default_factory=list)


def powers_of(person: Person, on: date) -> frozenset[str]:
    """Every power that some post of the person gives over some organisation on the day."""
    return powers_from(posts_on(person, on))


def powers_from(posts: Iterable[Post]) -> frozenset[str]:
    """Every power that one of these posts gives over some organisation."""
    roles = {post.role for post in posts}
    tables: tuple[Mapping[str, frozenset[str]], ...] = (OWN, EVERYWHERE)
    return frozenset(power for table in tables for power, by in table.items() if by & roles)


def sections(powers: frozenset[str], counts: Mapping[str, int], path: str) -> list[Section]:
    """The navigation for somebody with these powers; the nearest page above `path` is current."""
    shown = []
    nearest = _nearest(path)
    for title, pages in GROUPS:
        items = [item for page in pages if (item := _item(page, powers, counts, nearest))]
        if items:
            shown.append(Section(title, items))
    return shown


def _nearest(path: str) -> str:
    """The page of the navigation that stands closest above the path; only itself for the home."""
    known = [url for _, pages in GROUPS for page in pages if (url := address(page.url_name))]
    above = [url for url in known if path.startswith(url) and url != address("desk:home")]
    return max(above, key=len, default=path)


def _item(
    page: Page, powers: frozenset[str], counts: Mapping[str, int], nearest: str
) -> Item | None:
    url = address(page.url_name)
    if not url or (page.powers and not powers & set(page.powers)):
        return None
    return Item(page.label, url, counts.get(page.count, 0), url == nearest)


def described(person: Person, on: date) -> str:
    """The person as the top bar names them: 建设局 陆知夏（信息员）."""
    return described_by(person, list(posts_on(person, on).select_related("organisation")))


def described_by(person: Person, posts: Sequence[Any]) -> str:
    """The same from posts that were asked for with their organisations."""
    if not posts:
        return person.name
    roles = "、".join(dict.fromkeys(post.get_role_display() for post in posts))
    return f"{posts[0].organisation.label} {person.name}（{roles}）"
