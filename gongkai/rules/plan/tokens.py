"""Wrapped lines of a flattened table: cut at blanks, page by page, without page furniture."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from gongkai.rules.plan.labels import header_end
from gongkai.rules.plan.model import Line
from gongkai.rules.plan.words import WORDS, squeeze

PAGE_NUMBER = re.compile(
    r"^(?:[-—–－─·•~～]\s*\d{1,3}\s*[-—–－─·•~～]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3}|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)$"
)
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明|联系人|抄送|主办|印发)\s*[:：]")
_ANNEX = re.compile(r"^附[件表]\s*\d*[:：]?")
_DIGITS = re.compile(r"^\d+$")
_COUNTER = re.compile(r"^[年月日个次类项号家人万亿%％天件条名篇场期届周小时分余多以户页、.．至到-]")
_BEFORE_NUMBER = re.compile(r"[年月第每近后前约足于达起满共为]$")
_PUBLISHED = re.compile(
    r"(?:公报|简报|(?:政府|办公室|委员会)文件|门户网站|政府网|内部资料|[（(]征求意见稿[）)])$"
)
_LONGEST_HEAD = 25
_NEAR_BREAK = 2
_FEWEST_PAGES = 2
_LONGEST_CAPTION = 3
_WIDE = {"W", "F", "A"}


@dataclass(frozen=True)
class Token:
    """A run of text without blanks. `starts` is true at the beginning of a printed line."""

    text: str
    at: int
    starts: bool

    @property
    def width(self) -> float:
        """Printed width in half characters."""
        return printed_width(self.text)


@dataclass
class Page:
    """The tokens of one page; `continues` if the table goes on from the page before."""

    tokens: list[Token] = field(default_factory=list)
    continues: bool = False


@lru_cache(maxsize=50_000)
def printed_width(text: str) -> float:
    """Return the width in half characters: a Chinese character has two.

    Between Chinese and Latin the page leaves a quarter of a character.

    >>> printed_width("满20个")
    7.0
    """
    plain = "".join(text.split())
    wide = [unicodedata.east_asian_width(sign) in _WIDE for sign in plain]
    gaps = sum(a != b for a, b in pairwise(wide))
    return 2.0 * sum(wide) + (len(wide) - sum(wide)) + 0.5 * gaps


def printed_lines(tokens: Sequence[Token]) -> list[str]:
    """Put tokens together again as the lines they were printed in."""
    lines: list[str] = []
    for token in tokens:
        if token.starts or not lines:
            lines.append(token.text)
        else:
            lines[-1] += f" {token.text}"
    return lines


def split_pages(
    before: list[Line], lines: list[Line], labels: list[str]
) -> tuple[list[Page], list[Line]]:
    """Return the pages of the table and the lines that follow its end.

    A page ends at a form feed, a page number, or where the header is printed again. `before`
    are the lines above the table: what stands there too may be a running head.
    """
    lines = [line for line in lines if squeeze(line.text) or "\x0c" in line.text]
    lines, rest = _cut_notes(lines)
    lines = _without_heads(lines, before)
    known = {squeeze(line.text) for line in before}
    breaks = _breaks(lines, labels, known)
    dropped = _running_heads(lines, breaks, known) | {at for span in breaks for at in range(*span)}
    dropped |= {at for start, _ in breaks for at in _caption_lines(lines, start, known)}
    pages = [Page()]
    ends = {
        start: _has_caption(lines[max(0, start - _LONGEST_CAPTION) : end], known)
        for start, end in breaks
    }
    for index, line in enumerate(lines):
        if index in ends and (pages[-1].tokens or ends[index]):
            pages.append(Page(continues=not ends[index]))
        if index not in dropped:
            pages[-1].tokens += cut(line)
    return [page for page in pages if page.tokens], rest


def _without_heads(lines: list[Line], before: list[Line]) -> list[Line]:
    """Leave out a running head that no page number marks.

    It is the title again, or the name of a gazette or site, and stands in the text alone.
    """
    counted = Counter(squeeze(line.text) for line in lines)
    titles = {squeeze(line.text) for line in before if _is_caption(line)}
    heads = {
        text
        for text, count in counted.items()
        if (text in titles and not _ANNEX.match(text))
        or (count >= _FEWEST_PAGES and _PUBLISHED.search(text) and len(text) <= _LONGEST_HEAD)
    }
    return [line for line in lines if squeeze(line.text) not in heads]


def cut(line: Line) -> list[Token]:
    """Cut a line at its blanks, but not inside 20 个工作日 or 3 月 31 日."""
    words: list[str] = []
    for word in line.text.split():
        if words and _belongs(words[-1], word):
            words[-1] += word
        else:
            words.append(word)
    return [Token(word, line.at, index == 0) for index, word in enumerate(words)]


def _belongs(before: str, word: str) -> bool:
    if not before[-1].isdecimal() and not word[0].isdecimal():
        return False
    if before[-1].isdecimal():
        return bool(_COUNTER.match(word)) or word[0].isdecimal()
    return bool(_BEFORE_NUMBER.search(before))


def _cut_notes(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    for index, line in enumerate(lines):
        if _NOTE.match(squeeze(line.text)):
            return lines[:index], lines[index:]
    return lines, []


def _breaks(lines: list[Line], labels: list[str], known: set[str]) -> list[tuple[int, int]]:
    """The spans of lines that mark a page break: (first, after the last).

    Marks that stand close together, as a page number and a header, are one break with whatever
    running head is between them.
    """
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        end = _mark_end(lines, index, labels)
        if end is None:
            index += 1
            continue
        if (
            found
            and index - found[-1][1] <= _NEAR_BREAK
            and not _has_caption(lines[found[-1][1] : index], known)
        ):
            found[-1] = found[-1][0], end
        else:
            found.append((index, end))
        index = max(index + 1, end)
    return found


def _mark_end(lines: list[Line], index: int, labels: list[str]) -> int | None:
    end = header_end(lines, index, labels)
    if end is None and PAGE_NUMBER.match(squeeze(lines[index].text)):
        return index + 1
    if end is None and "\x0c" in lines[index].text:
        return index + (not squeeze(lines[index].text))
    return end


def _running_heads(lines: list[Line], breaks: list[tuple[int, int]], known: set[str]) -> set[int]:
    """Lines that stand alike beside every page break: running heads and page numbers."""
    found: set[int] = set()
    for offset in range(-_NEAR_BREAK, _NEAR_BREAK):
        places = [start + offset if offset < 0 else end + offset for start, end in breaks]
        places = [place for place in places if 0 <= place < len(lines)]
        texts = [squeeze(lines[place].text) for place in places]
        again = bool(texts) and set(texts) <= known and len(set(texts)) == 1
        if again or (len(texts) >= _FEWEST_PAGES and _repeats(texts, lines)):
            found |= set(places)
    return found


def _repeats(texts: list[str], lines: list[Line]) -> bool:
    """Page numbers count on by one; a running head stands nowhere but at page breaks."""
    if all(map(_DIGITS.match, texts)):
        return [int(text) - int(texts[0]) for text in texts] == list(range(len(texts)))
    shapes = {_shape(text) for text in texts}
    return len(shapes) == 1 and sum(_shape(line.text) in shapes for line in lines) == len(texts)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", squeeze(text))


def _caption_lines(lines: list[Line], start: int, known: set[str]) -> range:
    """The title of a further table right above its header: 附件2, and the lines below that."""
    first = max(0, start - _LONGEST_CAPTION)
    for at in range(first, start):
        if _has_caption(lines[at : at + 1], known):
            return range(at, start)
    return range(0)


def _has_caption(lines: list[Line], known: set[str]) -> bool:
    """True if a further table is announced; the title of the first one may run on each page."""
    return any(_is_caption(line) and squeeze(line.text) not in known for line in lines)


def _is_caption(line: Line) -> bool:
    """The title of a further table, which stands between two tables."""
    text = squeeze(line.text)
    return bool(_ANNEX.match(text)) or text.endswith(WORDS.plan_titles)
