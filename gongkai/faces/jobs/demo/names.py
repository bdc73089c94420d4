"""Invented names of people, the same ones each time."""

from __future__ import annotations

from collections.abc import Iterator

_FAMILY = "程陆顾沈许何温施田林叶苏柳白秦乔严方江罗"
_GIVEN = (
    "予安", "知夏", "明溪", "一禾", "敬之", "砚秋", "书远", "清和", "以宁", "见山",
    "望舒", "景行", "思齐", "若谷", "怀瑾", "云舟", "子衿", "言蹊", "亦辰", "南乔",
)  # fmt: skip


def invented() -> Iterator[str]:
    """Yield 400 different names; nobody in particular bears them."""
    for shift in range(len(_GIVEN)):
        for at, family in enumerate(_FAMILY):
            yield family + _GIVEN[(at + shift) % len(_GIVEN)]
