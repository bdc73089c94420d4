"""Going through a text for personal data and wording that must not be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from gongkai.rules.screening.hits import CONTEXT, Hit, Span
from gongkai.rules.screening.numbers import find_credit_codes, find_numbers
from gongkai.rules.screening.patterns import (
    find_addresses,
    find_mailboxes,
    find_passports,
    find_plates,
)
from gongkai.rules.screening.tables import Grid, judge_tables
from gongkai.rules.screening.wording import find_wording, may_find

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ－＠．]")
_FIGURE = re.compile(r"[0-9]")
_SIX = re.compile(r"[0-9]{6}")
_FOLD = {
    0xFEE0 + code: code
    for code in [*b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-@."]
}


def screen(text: str, *, on: date | None = None, tables: Sequence[Grid] = ()) -> tuple[Hit, ...]:
    """Return what must not be published as it stands, in the order of the text.

    `on` is the date of the text, for wording rules that are not for all times. `tables` are the
    places of table cells within the text: in a table of persons every personal detail blocks.
    An identity number with a wrong check digit, a card number with one, and 15 digits that only
    look like an old identity number warn. Places never overlap. Source: 政府信息公开条例
    第十五条, 第十七条; GB 11643; GB 32100.

    >>> [(hit.kind, hit.masked) for hit in screen("身份证号：11010519491231002X")]
    [('id_number', '110105************')]
    """
    folded = text if text.isascii() or not _WIDE.search(text) else text.translate(_FOLD)
    # What has no figure at all, or no six of them in a row, need not be searched for more.
    figures = _FIGURE.search(folded) is not None
    if not figures and not tables and not _may_hold(folded, text):
        return ()
    many = figures and _SIX.search(folded) is not None
    doubtful, right = find_credit_codes(folded) if many else ([], [])
    found = chain(
        find_numbers(folded) if figures else (),
        doubtful,
        find_passports(folded) if many else (),
        find_plates(folded) if figures else (),
        find_mailboxes(folded),
        find_addresses(folded),
        find_wording(text, on),
    )
    apart = _apart(found, right)
    if tables:
        apart = judge_tables(folded, tables, apart)
    return tuple(sorted(_as_written(hit, text) for hit in apart))


def _may_hold(folded: str, text: str) -> bool:
    """False for a text without figures that has nothing else to be found: most titles."""
    return "@" in folded or CONTEXT["address"].search(folded) is not None or may_find(text)


def mask_text(text: str, hits: Iterable[Hit]) -> str:
    """Return `text` with the personal data of `hits` masked.

    Source: 政府信息公开条例 第十五条, 第三十七条 (区分处理).
    """
    pieces, at = [], 0
    for hit in sorted(hits):
        if hit.masked is not None and hit.start >= at:
            pieces += [text[at : hit.start], hit.masked]
            at = hit.end
    return "".join([*pieces, text[at:]])


def _apart(found: Iterable[Hit], taken: Iterable[Span]) -> list[Hit]:
    """Keep the first of those that overlap; they come in the order of their gravity."""
    signs = {sign for start, end in taken for sign in range(start, end)}
    kept: list[Hit] = []
    for hit in found:
        places = range(hit.start, hit.end)
        if signs.isdisjoint(places):
            signs.update(places)
            kept.append(hit)
    return kept


def _as_written(hit: Hit, text: str) -> Hit:
    """A fold to half width keeps the places, so the words are those of the text itself."""
    written = text[hit.start : hit.end]
    if written == hit.text:
        return hit
    return Hit(**{**vars(hit), "text": written})
