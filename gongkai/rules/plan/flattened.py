"""A table flattened into wrapped lines, as copied from the pages of a PDF."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from gongkai.rules.plan import cells
from gongkai.rules.plan.assemble import assemble
from gongkai.rules.plan.columns import Header
from gongkai.rules.plan.fit import word_fit
from gongkai.rules.plan.interleaved import is_interleaved, read_interleaved
from gongkai.rules.plan.model import Line, Problem, RawTable
from gongkai.rules.plan.numbers import find_numbers
from gongkai.rules.plan.printed import gather_rows
from gongkai.rules.plan.tokens import Page, Token, printed_width, split_pages
from gongkai.rules.plan.wrapped import Cutter, Layout, Segment

_LEARNING_TOKENS = 200
_COMMON_COUNT = 3
_SURE_FIT = 3.0
_OFTEN = 0.06


def read_flattened(
    header: Header, before: list[Line], lines: list[Line], labels: list[str]
) -> RawTable:
    """Return the rows of a flattened table. What the text leaves open is reported."""
    pages, rest = split_pages(before, lines, labels)
    pages, numbers = _number(pages, header)
    if is_interleaved(pages, numbers):
        return read_interleaved(pages, numbers, header.kinds)
    widest = _usual_widest([token for page in pages for token in page.tokens])
    layout = Layout(_one_category(header.kinds), any(numbers), widest)
    sample = _enough_to_learn(pages)
    learned = _cut(pages[:sample], numbers[:sample], layout)
    layout.widths, layout.common = _learn(layout, learned), _common(layout, learned)
    segments = _cut(pages, numbers, layout)
    table = assemble(gather_rows(segments, layout), layout.kinds)
    for line in rest[:1]:
        table.confirm.append(Problem(f"第{line.at}行", "表后说明没有作为任务读入"))
    return table


def read_mixed(
    header: Header, before: list[Line], lines: list[Line], labels: list[str]
) -> RawTable:
    """Return the numbers of the rows only, where one line holds words of several cells."""
    pages, _ = split_pages(before, lines, labels)
    return read_interleaved(*_number(pages, header), header.kinds)


def _enough_to_learn(pages: list[Page]) -> int:
    """How many pages show the widths of the columns well enough."""
    tokens = 0
    for count, page in enumerate(pages, 1):
        tokens += len(page.tokens)
        if tokens >= _LEARNING_TOKENS:
            return count
    return len(pages)


def _cut(pages: list[Page], numbers: list[set[int]], layout: Layout) -> list[list[Segment]]:
    """Cut all pages into cells, each knowing the row that the page before ended in."""
    cut: list[list[Segment]] = []
    heads: dict[int, list[str]] = {}
    for page, places in zip(pages, numbers, strict=True):
        last = page is pages[-1]
        cut.append(Cutter(page, places, layout, heads if page.continues else {}, last).cells())
        heads = _last_row(cut[-1])
    return cut


def _last_row(segments: list[Segment]) -> dict[int, list[str]]:
    row: dict[int, list[str]] = {}
    for segment in reversed(segments):
        row.setdefault(segment.place, segment.lines)
        if segment.begins_row:
            break
    return row


def _number(pages: list[Page], header: Header) -> tuple[list[Page], list[set[int]]]:
    """Find the row numbers over all pages; a number glued to its text is cut off."""
    first = header.kinds[0] == "number" or "number" not in header.kinds
    chain = find_numbers([token for page in pages for token in page.tokens], first=first)
    numbered, places = [], []
    base = 0
    for page in pages:
        fresh = Page(continues=page.continues)
        found = set()
        for index, token in enumerate(page.tokens):
            if base + index in chain:
                found.add(len(fresh.tokens))
                fresh.tokens += _cut_number(token)
            else:
                fresh.tokens.append(token)
        base += len(page.tokens)
        numbered.append(fresh)
        places.append(found)
    return numbered, places


def _cut_number(token: Token) -> list[Token]:
    match = re.match(r"[（(]?\d{1,3}[）)]?[.．、]?", token.text)
    assert match
    rest = token.text[match.end() :]
    number = Token(match.group(), token.at, token.starts)
    return [number, Token(rest, token.at, False)] if rest else [number]


def _one_category(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Several columns of categories side by side are one column that may repeat."""
    return tuple(
        kind
        for place, kind in enumerate(kinds)
        if kind != "category" or place == 0 or kinds[place - 1] != "category"
    )


def _usual_widest(tokens: list[Token]) -> float:
    """The width that the widest column fills: a few odd lines may be wider."""
    counted = Counter(token.width for token in tokens)
    often = [width for width, count in counted.items() if count >= _OFTEN * sum(counted.values())]
    return max(often, default=max(counted, default=0.0))


def _learn(layout: Layout, pages: list[list[Segment]]) -> dict[int, float]:
    """The width of each column: the usual width of its lines that go on."""
    broken: dict[int, list[float]] = defaultdict(list)
    whole: dict[int, list[float]] = defaultdict(list)
    for segment in (segment for page in pages for segment in page):
        if cells.fit(layout.kinds[segment.place], segment.text) < 0:
            continue
        widths = [printed_width(line) for line in segment.lines]
        broken[segment.place] += widths[:-1]
        whole[segment.place] += widths[-1:]
    learned = {}
    for place, widths in whole.items():
        counted = Counter(broken[place] or widths)
        learned[place] = max(counted, key=lambda width: (counted[width], width))
    return learned


def _common(layout: Layout, pages: list[list[Segment]]) -> set[tuple[int, str]]:
    """Texts that a column repeats: the same unit or time limit in many rows."""
    counted = Counter((segment.place, segment.text) for page in pages for segment in page)
    often = {known for known, count in counted.items() if count >= _COMMON_COUNT}
    return {known for known in often if word_fit(layout.kinds[known[0]], known[1]) >= _SURE_FIT}
