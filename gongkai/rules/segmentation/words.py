"""Cuts text into words, and into pairs of neighbouring characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version

from rjieba import Jieba

from gongkai.rules.segmentation.normal import normal

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+(?:\.[0-9]+)?")
_PLAIN = Jieba()
# Whoever changes how text is cut counts this up: what was cut before must be cut anew.
_FORM = 1
_SURE = 1_000_000


def fingerprint() -> str:
    """Changes whenever the words or pairs of one text may have become others."""
    return f"{_FORM}-{version('rjieba')}"


def runs(text: str) -> list[str]:
    """The stretches of Chinese characters, of letters and of digits."""
    return _RUN.findall(normal(text))


def words(text: str) -> list[str]:
    """The words as they are indexed: long ones also as the shorter words within them.

    >>> words("最低生活保障标准")
    ['最低', '生活', '保障', '标准']
    """
    found: list[str] = []
    for run in runs(text):
        found += [_word(run)] if run.isascii() else _PLAIN.cut_for_search(run)
    return found


def cut(text: str) -> tuple[str, ...]:
    """The words that together are the text; what `words` of a text that holds it also holds."""
    found: list[str] = []
    for run in runs(text):
        found += [_word(run)] if run.isascii() else _PLAIN.cut(run)
    return tuple(found)


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters, and the last character of each stretch alone.

    >>> pairs("低保 2023")
    ['低保', '保', '2023']
    """
    found: list[str] = []
    for run in runs(text):
        if run.isascii():
            found.append(_word(run))
        else:
            found += [run[place : place + 2] for place in range(len(run))]
    return found


class Cutter:
    """Cuts queries by the general dictionary and words of our own."""

    def __init__(self, own: Iterable[str]) -> None:
        self._jieba = Jieba()
        for word in own:
            self._jieba.add_word(word, _SURE, "n")

    def cut(self, run: str) -> list[str]:
        """The words of one stretch."""
        found: list[str] = self._jieba.cut(run)
        return found


def _word(run: str) -> str:
    return run.replace(".", "p")
