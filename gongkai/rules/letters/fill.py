"""Fills a letter, and says what still stands in the way of its leaving."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rules.letters.kinds import CASE, CLAUSES, PLACE, Letter
from gongkai.rules.letters.remedy import states_remedy

_LEFT_OPEN = re.compile(r"[×Xx＿_]{2,}|〔\s*〕|待定|此处填写")
_WITH_STOP = re.compile(rf"{PLACE.pattern}(。?)")
_SHORTEST_REASON = 10


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a letter: a code, and the element or place that it concerns."""

    code: str
    what: str = ""


def places_of(text: str) -> tuple[str, ...]:
    """Return the places to be filled in a wording, each once, in their order.

    >>> places_of("{申请人}：收到{申请人}的申请，{所需信息}。")
    ('申请人', '所需信息')
    """
    return tuple(dict.fromkeys(PLACE.findall(text)))


def wording_flaws(letter: Letter, text: str) -> list[Flaw]:
    """Return what is wrong with an office's own wording: places unknown, elements left out.

    Source: 政府信息公开条例 第三十条 至 第四十一条, by kind of letter.
    """
    known = {*CASE, *letter.must, *(one.name for one in letter.asked)}
    places = places_of(text)
    unknown = [Flaw("place_unknown", one) for one in places if one not in known]
    left_out = [Flaw("element_left_out", one) for one in letter.must if one not in places]
    return unknown + left_out


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the wording with its places filled; what is not known stays a place.

    A value is put in as it is: braces inside it are not filled again. One that brings its full stop
    does not get another.

    >>> fill("{申请人}：{文号}", {"申请人": "{文号}"})
    '{文号}：{文号}'
    >>> fill("理由：{理由}。", {"理由": "没有这份文件。"})
    '理由：没有这份文件。'
    """
    return _WITH_STOP.sub(lambda found: _put(values.get(found[1]), found[2]) or found[0], text)


def _put(value: str | None, stop: str) -> str:
    return f"{value.removesuffix('。')}{stop}" if value and stop else value or ""


def flaws(
    letter: Letter, text: str, values: Mapping[str, str], *, outcome: str = "", law: str = ""
) -> list[Flaw]:
    """Return all that keeps a filled letter from leaving; an empty list lets it go.

    `text` is the whole letter with its remedy, `values` what was filled in, `outcome` the row that
    it gives, `law` the law that forbids disclosure where the clause needs one. Source: 政府信息公开
    条例 第三十六条 (告知并说明理由); 行政复议法 第二十三条.
    """
    found = [Flaw("place_open", one) for one in _open(text, values)]
    found += [Flaw("place_open", one) for one in _LEFT_OPEN.findall(_own_words(text, values))]
    found += [Flaw("element_missing", one) for one in letter.must if not _said(one, text, values)]
    return found + _outcome_flaws(letter, text, values, outcome, law)


def _open(text: str, values: Mapping[str, str]) -> list[str]:
    """Places nobody filled; braces that an applicant wrote are theirs."""
    given = {place for value in values.values() for place in places_of(value)}
    return [place for place in places_of(text) if place not in given]


def _own_words(text: str, values: Mapping[str, str]) -> str:
    """The letter without what others wrote: an applicant may well ask for “××路”."""
    for value in sorted((values.get(name) or "" for name in CASE), key=len, reverse=True):
        text = text.replace(value, "") if value else text
    return text


def _said(element: str, text: str, values: Mapping[str, str]) -> bool:
    value = "".join((values.get(element) or "").split())
    return bool(value) and value in "".join(text.split())


def _outcome_flaws(
    letter: Letter, text: str, values: Mapping[str, str], outcome: str, law: str
) -> list[Flaw]:
    if not letter.outcomes:
        return []
    if outcome not in letter.outcomes:
        return [Flaw("outcome_unfit", outcome)]
    found = [] if states_remedy(outcome, text) else [Flaw("remedy_missing")]
    if "条款" in letter.must:
        found += _clause_flaws(values, outcome, law)
    return found


def _clause_flaws(values: Mapping[str, str], outcome: str, law: str) -> list[Flaw]:
    """T8: what is withheld needs one of the clauses and facts, not the clause alone."""
    stated = values.get("条款") or ""
    clause = next((one for one in CLAUSES.values() if one.text in stated), None)
    if clause is None:
        return [Flaw("clause_unknown", stated)]
    found = []
    if outcome.startswith("3.3.") and clause.row != outcome:
        found.append(Flaw("clause_of_another_row", clause.code))
    if clause.needs_law and not law.strip():
        found.append(Flaw("law_missing"))
    reason = "".join((values.get("不公开理由") or "").split())
    if len(reason) < _SHORTEST_REASON or reason in clause.text:
        found.append(Flaw("reason_too_thin"))
    return found
