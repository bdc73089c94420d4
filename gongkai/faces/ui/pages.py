"""The links under a long list: the same query, another page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

PARAMETER = "page"


def links(page: Page[Any], query: QueryDict) -> dict[str, Any]:
    """Previous, next and the numbers between; a gap in the numbers has no address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "pages": [
            (number, _at(query, number) if isinstance(number, int) else "", number == page.number)
            for number in numbers
        ],
        "previous": _at(query, page.previous_page_number()) if page.has_previous() else "",
        "next": _at(query, page.next_page_number()) if page.has_next() else "",
    }


def _at(query: QueryDict, number: int) -> str:
    copy = query.copy()
    copy[PARAMETER] = str(number)
    return f"?{copy.urlencode()}"
