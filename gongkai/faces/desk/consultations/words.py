"""What the pages of opinions say about a state."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

from gongkai.faces.ui.parts import Tag
from gongkai.work.decisions.models.opinion import Opinion

FATES = {
    "": Tag("warn", "待处理"), "adopted": Tag("ok", "采纳"), "partly": Tag("info", "部分采纳"),
    "not": Tag("idle", "不采纳"),
}  # fmt: skip
HELD = Tag("warn", "暂不展示")


def tags_of(one: Opinion) -> list[Tag]:
    """What became of it, and whether it is shown."""
    return [FATES[one.disposition], *([HELD] if one.is_held else [])]


def address_of(name: str, *args: Any) -> str:
    """The path of a page, or "" while no such page is registered."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
