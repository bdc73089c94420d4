"""The codes of rows: one for one thing, through all editions, and never given twice."""

from __future__ import annotations

import re
from collections import defaultdict

from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.edition import Row

_NUMBERED = re.compile(r"(?P<series>.+)-(?P<number>\d{3})")
_NO_FIELD = "item"


class Codes:
    """The codes ever used, read once (two queries)."""

    def __init__(self) -> None:
        rows = Row.objects.order_by("edition__number").values_list(
            "code", "field", "first", "second"
        )
        self._by_subject: dict[tuple[str, str, str], str] = {}
        used = set(CatalogueItem.objects.values_list("code", flat=True))
        for code, field, first, second in rows:
            self._by_subject[field, first, second] = code
            used.add(code)
        self._last: dict[str, int] = defaultdict(int)
        for code in used:
            if match := _NUMBERED.fullmatch(code):
                series, number = match["series"], int(match["number"])
                self._last[series] = max(self._last[series], number)

    def known(self, subject: tuple[str, str, str]) -> str:
        """The code under which the same subject stands, or stood last; "" if it never did."""
        return self._by_subject.get(subject, "")

    def next(self, field: str) -> str:
        """The next free code of a field: pilot-04-007."""
        series = field or _NO_FIELD
        self._last[series] += 1
        return f"{series}-{self._last[series]:03d}"
