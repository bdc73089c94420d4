"""Cuts a draft into the clauses that people comment on, under keys that stay when text moves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gongkai.rules.segmentation.keys import numeral

_NUMERAL = r"[〇零一二两三四五六七八九十百千\d]{1,7}"
_CHINESE = "[一二三四五六七八九十]{1,3}"
# 第五条规定的… and 第五条第二款 speak of an article; they do not begin one.
_ARTICLE = re.compile(
    rf"(第({_NUMERAL})条(?:之({_CHINESE}))?)(?!第|规定|所称|所列|、|和|与|及|或|至|的|中)"
    r"[\s　]*([【〔（(\[][^】〕）)\]]{1,30}[】〕）)\]])?"
)
_DIVISIONS = tuple(re.compile(rf"第{_NUMERAL}{sign}(?![、和与至的]).*") for sign in "编章节")
_SECTIONS = (
    re.compile(rf"({_CHINESE})、"),
    re.compile(rf"[（(]({_CHINESE})[）)]"),
    re.compile(r"(\d{1,3})\s*[.．、](?!\d)"),
)
_HEADING, _SHORT, _SHOWN = 38, 40, 2
_ENDS = ("。", "；", "：", "，", "！", "？", "、", ";", ":", ",")


@dataclass(frozen=True)
class Clause:
    """One part of a draft: a key of at most 20 signs, what it is called, its lines.

    `chapter` is the heading it stands under (at most 80 signs, as `heading`), "" without one;
    `above` are the lines of headings that stand right before it and are in no `text`.
    """

    key: str
    heading: str
    text: str
    chapter: str = ""
    above: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Start:
    """What the first line of a clause says."""

    key: str
    heading: str


@dataclass
class _Cutter:
    """Takes lines one by one; `titles` are the headings that hold now, by level."""

    found: list[Clause] = field(default_factory=list)
    given: Counter[str] = field(default_factory=Counter)
    titles: dict[int, str] = field(default_factory=dict)
    waiting: dict[int, str] = field(default_factory=dict)
    start: _Start | None = None
    lines: list[str] = field(default_factory=list)
    above: tuple[str, ...] = ()
    chapter: str = ""

    def head(self, level: int, line: str) -> None:
        """A heading waits for its clause; one that got none, as in a table of contents, is text."""
        if any(one >= level for one in self.waiting):
            self.spill()
        if not self.waiting:
            self.end()
        self.titles = {one: text for one, text in self.titles.items() if one < level}
        self.titles[level] = self.waiting[level] = line

    def spill(self) -> None:
        """Waiting headings become lines of a clause."""
        if self.start is None and self.found:
            last = self.found.pop()
            text = "\n".join([last.text, *self.waiting.values()])
            self.found.append(Clause(last.key, last.heading, text, last.chapter, last.above))
        else:
            self.lines += self.waiting.values()
            self.start = self.start or _Start("p1", shortened(self.lines[0]))
        self.waiting = {}

    def begin(self, start: _Start, line: str, chapter: str) -> None:
        self.end()
        self.start, self.lines, self.chapter = start, [line], chapter
        self.above, self.waiting = tuple(self.waiting.values()), {}

    def go_on(self, line: str) -> None:
        if self.waiting:
            self.spill()
        if self.start is None and self.found:
            last = self.found.pop()
            self.found.append(
                Clause(last.key, last.heading, f"{last.text}\n{line}", last.chapter, last.above)
            )
            return
        self.start = self.start or _Start("p1", shortened(line))
        self.lines.append(line)

    def end(self) -> None:
        if self.start is not None:
            key = self.unused(self.start.key)
            text = "\n".join(self.lines)
            self.found.append(Clause(key, self.start.heading, text, self.chapter, self.above))
        self.start, self.lines, self.above, self.chapter = None, [], (), ""

    def unused(self, key: str) -> str:
        """The key, or with a mark where the draft gives one number twice."""
        self.given[key] += 1
        return key if self.given[key] == 1 else f"{key}x{self.given[key]}"


def clauses_of(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a draft with one paragraph in a line, in their order.

    Articles (第五条: "a5", 第五条之一: "a5-1") under their chapters; else numbered sections
    (一、: "s1", （二）under it: "s1-2"); else each paragraph ("p7"). What stands before the first
    is "p1". A number given twice gets "x2". Every line that is not blank is in one `text` or one
    `above`. Source: ours, by 立法技术规范（试行） for 编、章、节、条 (unverified).

    >>> [one.key for one in clauses_of("办法\\n第一章 总则\\n第一条 为了…\\n第二条 本办法…")]
    ['p1', 'a1', 'a2']
    """
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    return tuple(_way(lines)(lines))


def shortened(line: str) -> str:
    """The beginning of a line as a heading."""
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"


def _way(lines: Sequence[str]) -> Callable[[Sequence[str]], list[Clause]]:
    """Articles quoted in a numbered text are no articles of it: those begin with the first."""
    articles = [at for at, line in enumerate(lines) if _ARTICLE.match(line)]
    sections = [at for at, line in enumerate(lines) if _section(line) is not None]
    if len(articles) > 1:
        first = _ARTICLE.match(lines[articles[0]])
        if (first and numeral(first[2]) == 1) or not sections or articles[0] < sections[0]:
            return _by_articles
    return _by_sections if len(sections) > 1 else _by_paragraphs


def _by_articles(lines: Sequence[str]) -> list[Clause]:
    cutter = _Cutter()
    for line in lines:
        level = _division(line)
        if level is not None:
            cutter.head(level, line)
        elif match := _ARTICLE.match(line):
            cutter.begin(_article(match), line, _chapter(cutter.titles))
        else:
            cutter.go_on(line)
    return _finished(cutter)


def _by_sections(lines: Sequence[str]) -> list[Clause]:
    """A heading of sections is a clause too: one may have something to say on all under it."""
    cutter, numbers = _Cutter(), [0, 0, 0]
    for line in lines:
        found = _section(line)
        if found is None:
            cutter.go_on(line)
            continue
        level, number = found
        numbers[level:] = [number] + [0] * (len(numbers) - level - 1)
        over = {one: title for one, title in cutter.titles.items() if one < level}
        key = "s" + "-".join(map(str, numbers[: level + 1]))
        cutter.begin(_Start(key, shortened(line)), line, _chapter(over))
        cutter.titles = over | ({level: line} if _is_heading(line) else {})
    return _finished(cutter)


def _by_paragraphs(lines: Sequence[str]) -> list[Clause]:
    return [Clause(f"p{at}", shortened(line), line) for at, line in enumerate(lines, 1)]


def _finished(cutter: _Cutter) -> list[Clause]:
    if cutter.waiting:
        cutter.spill()
    cutter.end()
    return cutter.found


def _article(match: re.Match[str]) -> _Start:
    key = f"a{numeral(match[2])}" + (f"-{numeral(match[3])}" if match[3] else "")
    return _Start(key, " ".join(filter(None, (match[1], match[4]))))


def _division(line: str) -> int | None:
    """The level of a heading 编, 章 or 节; None for any other line."""
    fits = (at for at, one in enumerate(_DIVISIONS) if one.fullmatch(line))
    return next(fits, None) if _is_heading(line) else None


def _section(line: str) -> tuple[int, int] | None:
    """The level and number of a numbered line."""
    found = ((level, one.match(line)) for level, one in enumerate(_SECTIONS))
    return next(((level, numeral(match[1])) for level, match in found if match), None)


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING and not line.endswith(_ENDS)


def _chapter(titles: dict[int, str]) -> str:
    """The two innermost headings."""
    return " ".join(titles[one] for one in sorted(titles)[-_SHOWN:])
