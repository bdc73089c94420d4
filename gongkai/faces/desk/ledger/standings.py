"""Who has handed in the ledger: missing ones first, then late ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator

from gongkai.faces.ui.parts import Stat, Tag
from gongkai.work.ledger.models.plan import Plan
from gongkai.work.ledger.queries.submissions import Standing, standing

PER_PAGE = 50
TAGS = {
    "missing": Tag("bad", "逾期未报"),
    "late": Tag("warn", "迟报"),
    "waiting": Tag("idle", "还没有报送"),
    "submitted": Tag("ok", "按时报送"),
}
_KINDS = {"missing": "bad", "late": "warn"}


def standings(plan: Plan, on: date, query: Mapping[str, str]) -> dict[str, Any]:
    """The rows of the page, its figures and filters."""
    rows = sorted(standing(plan, on), key=_place)
    counts = Counter(row.state for row in rows)
    state, words = query.get("state", ""), query.get("q", "").strip()
    found = [row for row in rows if _fits(row, state if state in TAGS else "", words)]
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return {
        "on": on,
        "stats": [Stat("应报单位", len(rows), "个"), *_stats(counts)],
        "rows": [(row, TAGS[row.state]) for row in page],
        "page": page,
        "states": [(code, tag.word, counts[code]) for code, tag in TAGS.items()],
        "state": state,
        "q": words,
        "is_over": plan.ledger_due_on is not None and on > plan.ledger_due_on,
    }


def _stats(counts: Counter[str]) -> list[Stat]:
    return [
        Stat(tag.word, counts[code], "个", _KINDS.get(code, "") if counts[code] else "")
        for code, tag in TAGS.items()
    ]


def _place(row: Standing) -> tuple[int, int, str]:
    return list(TAGS).index(row.state), row.organisation.order, row.organisation.code


def _fits(row: Standing, state: str, words: str) -> bool:
    one = row.organisation
    return (not state or row.state == state) and (words in one.name or words in one.short_name)
