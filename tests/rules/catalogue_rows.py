"""Rows of a basic catalogue: one that can be adopted, and any at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gongkai.rules.basic_catalogue import CHANNELS, FIELDS, PARENTS, Row
from gongkai.rules.basic_catalogue.texts import block, line

WHOLE: dict[str, Any] = {
    "code": "pilot-04-001",
    "field": "pilot-04",
    "column": "P20-07",
    "first": "财政预决算",
    "second": "政府预算",
    "content": "1.收支总表\n2.说明",
    "basis": "《预算法》第十四条",
    "limit_text": "批准后20日内",
    "publishers_text": "财政局",
    "publishers": ("caizheng",),
    "channels": ("website", "gazette"),
    "channels_must": ("website",),
    "audience": "all",
    "mode": "proactive",
    "at_county": True,
}


def row(**changes: Any) -> Row:
    """A row that can be adopted, with these changes."""
    return Row(**(WHOLE | changes))


_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf"))
_WORDS = st.sampled_from(
    ["规划", "预算", "救助", "名单", "（一）", "标准、结果", "a b", "1.", "■", "√"]
)
_TEXT = st.lists(st.text(_SIGNS, max_size=4) | _WORDS, max_size=5).map("".join)
_LINES = _TEXT.map(line)
_WITHOUT_MARKS = _TEXT.map(lambda text: line("".join(s for s in text if s.isalnum())))
_OTHER = _WITHOUT_MARKS.filter(bool).map(lambda text: f"other:{text}")
_CHANNELS = st.lists(st.sampled_from(list(CHANNELS)) | _OTHER, unique=True, max_size=6)


@st.composite
def rows(draw: Any) -> Row:
    """Any row that the table can hold, whether it could be adopted or not."""
    channels = draw(_CHANNELS)
    audience = draw(st.sampled_from(["", "all", "group"]))
    return Row(
        first=draw(_LINES.filter(lambda text: bool(text) and not text.isdigit())),
        field=draw(st.sampled_from(["", *FIELDS])),
        second=draw(_LINES),
        content=draw(st.lists(_LINES, max_size=3).map("\n".join).map(block)) or "内容",
        basis=draw(_LINES) or "依据",
        limit_text=draw(_LINES),
        publishers_text=draw(_LINES),
        channels=tuple(channels),
        channels_must=tuple(one for one in channels if draw(st.booleans())),
        audience=audience,
        audience_group=draw(_WITHOUT_MARKS) if audience == "group" else "",
        mode=draw(st.sampled_from(["", "proactive", "on_request"])),
        at_county=draw(st.booleans()),
        at_town=draw(st.booleans()),
    )


@st.composite
def editions(draw: Any) -> list[Row]:
    """Rows with codes of their own."""
    found = draw(st.lists(rows(), max_size=6))
    places = draw(st.permutations(range(len(found))))
    columns = st.sampled_from(["", *PARENTS])
    return [
        Row(**(vars(one) | {"code": f"r{place}", "column": draw(columns)}))
        for one, place in zip(found, places, strict=True)
    ]
