"""What the first page of the portal shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.faces.ui.nav import address
from gongkai.faces.ui.parts import Share
from gongkai.rules.catalogue import short_name
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.plans import adopted
from gongkai.work.ledger.queries.progress import Tally, progress
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.public import latest
from gongkai.work.records.queries.shelves import Figures, Publication, figures

NEWEST = 8
ITEMS = 10
# Quick ways to what people come for; those whose pages are not there are left out.
_WAYS = (
    ("portal:foi", "申请公开", "没有找到的，可以申请。一般 20 个工作日内答复。"),
    ("portal:guide", "看公开指南", "公开哪些信息、怎样查到、找谁、打什么电话。"),
    ("portal:decisions", "对正在征求意见的事项提意见", "截止日期和采纳情况都写在页面上。"),
    ("portal:match", "查能享受的政策", "填几项情况，逐条告诉您符合还是不符合。"),
    ("portal:enterprises", "查公共企事业单位", "水电气暖、医院、学校的价格和办事信息。"),
    ("portal:ledger", "看今年的任务办到哪一步", "每项任务写明谁负责、何时完成、凭据在哪里。"),
)
_SHARES = (
    ("ok", ("fulfilled", "kept", "late"), "已完成或持续落实"),
    ("info", ("upcoming", "due", "manual"), "推进中"),
    ("warn", ("broken",), "本期有缺口"),
    ("bad", ("overdue",), "已超期"),
)


@dataclass(frozen=True)
class Way:
    """A quick way: where to, and what is found there."""

    url: str
    label: str
    words: str


@dataclass(frozen=True)
class Item:
    """An item of the catalogue under which something is public; `title` is its name in full."""

    url: str
    label: str
    title: str
    count: int


@dataclass(frozen=True)
class HomePage:
    """The first page. Without an adopted plan there is no progress to show."""

    figures: Figures
    newest: Sequence[Publication]
    items: Sequence[Item]
    ways: Sequence[Way]
    plan: Plan | None
    task_count: int
    shares: Sequence[Share]
    ledger_url: str


def home_page(on: date) -> HomePage:
    """Everything the page shows on that day."""
    plan = adopted().filter(issued_on__lte=on).first()
    found = progress(plan, on) if plan else None
    return HomePage(
        figures=figures(on),
        newest=latest(NEWEST),
        items=[_item(one) for one in filled(tree())[:ITEMS]],
        ways=[Way(url, label, words) for name, label, words in _WAYS if (url := address(name))],
        plan=plan,
        task_count=len(found.tasks) if found else 0,
        shares=shares(found.tally) if found else (),
        ledger_url=address("portal:ledger"),
    )


def _item(branch: Branch) -> Item:
    code, name = branch.item.code, branch.item.name
    url = reverse("portal:catalogue_item", args=[code])
    return Item(url, short_name(code, name), name, branch.count)


def filled(branches: Sequence[Branch]) -> list[Branch]:
    """The items under which something is public, the fullest first; the headings are left out."""
    items = [child for branch in branches for child in branch.children if child.count]
    return sorted(items, key=lambda one: -one.count)


def shares(tally: Tally) -> list[Share]:
    """The states of all that is due, as parts of one bar."""
    return [
        Share(kind, sum(tally.counts[state] for state in states), label)
        for kind, states, label in _SHARES
    ]
