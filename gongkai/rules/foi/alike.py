"""How alike two wishes for information are, in words and not in letters."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.rules.segmentation.keys import document_numbers
from gongkai.rules.segmentation.words import words

ALIKE = 0.5
"""From here on two wishes are shown as similar; our measure, judged by a person."""
# What every request says and no request is about.
_WORDS = (
    "申请 公开 政府 信息 政府信息 请 要求 希望 获取 提供 关于 有关 相关 的 和 及 与 或 等 我 我们 "
    "本人 贵 单位 机关 向 对 了 在 是 于 年 月 日 号"
)
_EMPTY = frozenset(_WORDS.split())


def kernel(text: str) -> frozenset[str]:
    """The words that say what is wanted, and document numbers as exact keys.

    >>> sorted(kernel("申请公开二〇二五年道路养护合同"))[-3:]
    ['养护', '合同', '道路']
    """
    keys = {f"#{number.keys[0]}" for number in document_numbers(text)}
    return frozenset(words(text)) - _EMPTY | keys


def similarity(first: Iterable[str], second: Iterable[str]) -> float:
    """Return from 0 to 1 how much of both kernels is shared (Dice); 0 if one of them is empty.

    >>> similarity({"道路", "合同"}, {"道路", "合同", "报价"})
    0.8
    """
    one, other = frozenset(first), frozenset(second)
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
