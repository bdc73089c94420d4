"""What a question to the list of records asks for; every mistake in it is told at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.http import QueryDict

from gongkai.faces.exchange import places
from gongkai.faces.exchange.answers import Problem
from gongkai.work.records.queries.changes import Place
from gongkai.work.records.queries.harvest import Wanted, item_of, organisation_of

MOST, USUAL = 100, 50
LIST = ("organisation", "item", "published_from", "published_until", "q", "limit", "page")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Asked:
    """The records that are wanted, how many at once, and behind which place."""

    wanted: Wanted
    count: int
    after: Place | None


class Question:
    """The parameters of one address, with what is wrong in them."""

    def __init__(self, query: QueryDict, known: tuple[str, ...] = ()) -> None:
        self.query = query
        self.wrong: list[dict[str, str]] = []
        for name in query:
            if name not in known:
                words = f"可用的参数：{'、'.join(known)}。" if known else "这个地址不带参数。"
                self._complain(name, f"没有参数“{name}”。{words}")
            elif len(query.getlist(name)) > 1:
                self._complain(name, f"参数“{name}”写了两次，请只写一次。")

    def get(self, name: str, read: Callable[[str], _Found | None], advice: str) -> _Found | None:
        """What the parameter means; None if it is absent or means nothing."""
        text = self.query.get(name, "").strip()
        if not text:
            return None
        found = read(text)
        if found is None:
            self._complain(name, f"参数“{name}”的值“{text[:60]}”{advice}")
        return found

    def settle(self) -> None:
        """Tell everything that is wrong, if anything is."""
        if self.wrong:
            detail = "".join(one["reason"] for one in self.wrong)
            raise Problem(400, "参数有误", detail, errors=self.wrong)

    def order(self, first: date | None, last: date | None) -> None:
        """Complain of a period that ends before it begins."""
        if first and last and first > last:
            self._complain("published_until", "published_until 早于 published_from，请换过来。")

    def _complain(self, name: str, reason: str) -> None:
        self.wrong.append({"name": name, "reason": reason})


def records(query: QueryDict) -> Asked:
    """The question for records; Problem 400 with all that is wrong."""
    question = Question(query, LIST)
    get = question.get
    day = "不是日期，请写成 2026-01-31 的样子。"
    wanted = Wanted(
        organisation=get("organisation", organisation_of, "不是单位代码，代码见单位列表。"),
        item=get("item", item_of, "不是目录事项代码，代码见公开目录。"),
        published_from=get("published_from", _day, day),
        published_until=get("published_until", _day, day),
        words=query.get("q", "").replace("\0", ""),
    )
    count = get("limit", _count, f"不行，请写 1 到 {MOST} 的整数。")
    after = get("page", places.read, "不是本接口给出的页码，请用上一页答复中 next 的地址。")
    question.order(wanted.published_from, wanted.published_until)
    question.settle()
    return Asked(wanted, count or USUAL, after)


def year(query: QueryDict) -> int | None:
    """The year that is asked for, if one is; Problem 400 if it is none."""
    question = Question(query, ("year",))
    found = question.get("year", _year, "不是年份，请写成 2026 的样子。")
    question.settle()
    return found


def nothing(query: QueryDict) -> None:
    """Problem 400 for whatever is asked where nothing can be."""
    Question(query).settle()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _count(text: str) -> int | None:
    found = int(text) if _COUNT.fullmatch(text) else 0
    return found if 1 <= found <= MOST else None


def _year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else None
