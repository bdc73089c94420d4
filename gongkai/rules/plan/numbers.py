"""Which of the digits in a flattened table are the numbers of its rows."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

from gongkai.rules.plan.tokens import Token

_ALONE = re.compile(r"^[（(]?(\d{1,3})[）)]?[.．、]?$")
_GLUED = re.compile(
    r"^(\d{1,3})[.．、]?(?=[\u4e00-\u9fff“《（])(?![年月日个次类项号家人万亿天件条名篇场期届周小时分])"
)
_COUNTED = re.compile(r"^[年月日个次类项号家人万亿%％天件条名篇场期届周小时分余多以.．/-]")
_SURE, _BESIDE, _WEAK = 3.0, 1.0, -1.0
_MISSED = -1.0
_REPEATED, _BACK, _JUMP = -3.0, -6.0, -1.5


@dataclass(frozen=True)
class Candidate:
    """A place in the token stream that may be the number of a row."""

    place: int
    value: int
    weight: float


def find_numbers(tokens: list[Token], *, first: bool) -> dict[int, int]:
    """Return {place: number} for the tokens that number the rows, in one rising chain.

    `first` if the numbers are the first column; else one may end the line of the cell before.

    A number printed alone counts most; one glued to its text only where it continues the count.
    """
    candidates = _candidates(tokens, first=first)
    scores: list[float] = []
    origins: list[int] = []
    sure = [0, *accumulate(candidate.weight == _SURE for candidate in candidates)]
    for index, candidate in enumerate(candidates):
        options = [(_first(candidate), -1)]
        options += [
            (
                scores[before]
                + _step(candidate.value - candidates[before].value)
                + _MISSED * (sure[index] - sure[before + 1]),
                before,
            )
            for before in range(index)
        ]
        score, origin = max(options)
        scores.append(score + candidate.weight)
        origins.append(origin)
    return _chain(candidates, scores, origins)


def _chain(candidates: list[Candidate], scores: list[float], origins: list[int]) -> dict[int, int]:
    index = max(range(len(scores)), key=scores.__getitem__, default=-1)
    chain = {}
    while index >= 0:
        chain[candidates[index].place] = candidates[index].value
        index = origins[index]
    return dict(sorted(chain.items())) if len(chain) > 1 else {}


def _candidates(tokens: list[Token], *, first: bool) -> list[Candidate]:
    found = []
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        found += _candidate(place, token, after)
        if not first and not token.starts and (after is None or after.starts):
            found += _behind(place, token)
    return found


def _candidate(place: int, token: Token, after: Token | None) -> list[Candidate]:
    if not token.starts:
        return []
    text = unicodedata.normalize("NFKC", token.text)
    alone = _ALONE.match(text)
    if alone and not (after and _COUNTED.match(after.text)):
        by_itself = after is None or after.starts
        return [Candidate(place, int(alone.group(1)), _SURE if by_itself else _BESIDE)]
    glued = _GLUED.match(text)
    return [Candidate(place, int(glued.group(1)), _WEAK)] if glued else []


def _behind(place: int, token: Token) -> list[Candidate]:
    alone = _ALONE.match(unicodedata.normalize("NFKC", token.text))
    return [Candidate(place, int(alone.group(1)), _BESIDE)] if alone else []


def _first(candidate: Candidate) -> float:
    return 1.0 if candidate.value == 1 else -min(3.0, candidate.value * 0.2)


def _step(gap: int) -> float:
    if gap == 1:
        return 2.0
    if gap > 1:
        return _JUMP - 0.3 * gap
    return _REPEATED if gap == 0 else _BACK
