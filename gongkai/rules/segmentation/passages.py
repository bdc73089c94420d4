"""Cuts a document into passages: articles and paragraphs that one can read at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.rules.segmentation.keys import articles

SHORT, LONG = 160, 400
MOST_PASSAGES = 400
_HEADING = re.compile(
    r"\s*(?:第[〇零一二两三四五六七八九十百千\d]+[章节编]|[一二三四五六七八九十]{1,3}、).{0,40}"
)
_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_ENDS = "。；：，！？、"


@dataclass(frozen=True)
class Passage:
    """A stretch of the text, the heading it stands under, and the keys of its articles."""

    heading: str
    text: str
    articles: tuple[str, ...]


def passages(text: str) -> list[Passage]:
    """Return the passages of `text`, whose paragraphs end with line ends; at least one.

    An article begins a new one once the last is long enough; no sentence is torn apart unless it
    is longer than a passage may be.
    """
    found: list[Passage] = []
    lines: list[str] = []
    heading, length = "", 0
    for line in _lines(text):
        is_heading = bool(_HEADING.fullmatch(line)) and not line.rstrip().endswith(tuple(_ENDS))
        is_new = is_heading or (_article_of(line) is not None and length >= SHORT)
        if lines and (is_new or length + len(line) > LONG):
            found.append(_passage(heading, lines))
            lines, length = [], 0
        heading = line.strip() if is_heading else heading
        lines.append(line)
        length += len(line)
    if lines or not found:
        found.append(_passage(heading, lines))
    return found[:MOST_PASSAGES]


def _lines(text: str) -> Iterable[str]:
    """The paragraphs; long ones sentence by sentence, endless sentences in pieces."""
    for paragraph in text.split("\n"):
        line = " ".join(paragraph.split())
        if len(line) <= LONG:
            if line:
                yield line
            continue
        for sentence in _SENTENCE.findall(line):
            for start in range(0, len(sentence), LONG):
                yield sentence[start : start + LONG]


def _article_of(line: str) -> str | None:
    found = articles(line[:16])
    return found[0][2] if found and found[0][0] == 0 else None


def _passage(heading: str, lines: list[str]) -> Passage:
    keys = (_article_of(line) for line in lines)
    return Passage(heading, "\n".join(lines), tuple(dict.fromkeys(key for key in keys if key)))
