"""How well a passage answers a query; the same on every database."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import or_

from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.plan import frequency
from gongkai.rules.segmentation.query import Concept, Query


@dataclass(frozen=True)
class Weights:
    """What each part of the ranking counts for; docs/search.md shows what each one brings."""

    saturation: float = 0.5
    length: float = 0.75
    title: float = 2.0
    heading: float = 1.5
    blunt: float = 1.0
    slight: float = 0.4
    unknown: float = 0.7
    answer: float = 0.2
    pairs: float = 0.4
    title_pairs: float = 0.2
    same_title: float = 0.5
    number: float = 100.0
    article: float = 3.0
    over: float = 0.85
    fresh: float = 0.05
    binding: float = 0.05


WEIGHTS = Weights()
_USUAL_LENGTH = 165
_HALF_LIFE_YEARS = 4
_YEAR = 365.25
_COUNTRY = "中华人民共和国"


@dataclass(frozen=True)
class Candidate:
    """A passage of a document in normal writing (`normal`), as it is ranked.

    `keys` are the exact keys of its document's numbers and of its articles.
    """

    title: str
    heading: str
    text: str
    keys: frozenset[str] = frozenset()
    published_on: date | None = None
    is_over: bool = False
    is_binding: bool = False


class Ranking:
    """One query against passages; `total` passages, of which `counts` hold each word."""

    def __init__(
        self, query: Query, counts: Mapping[str, int], total: int, on: date | None = None,
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        self._query, self._on, self._weights = query, on, weights
        self._concepts = [
            (tuple(one.forms.items()), self._worth(one, counts, total)) for one in query.concepts
        ]
        self._pairs = [one for one in query.pairs if len(one) > 1] or list(query.pairs)
        self._title = query.text.replace(_COUNTRY, "").strip()
        self._numbers = {*(one.keys[0] for one in query.numbers), *query.indexes}
        self._articles = frozenset(query.articles)
        self._phrases = tuple(map(normal, query.phrases))
        self._titles = tuple(map(normal, query.titles))

    def score(self, one: Candidate) -> float:
        """Zero and up, to be compared within one ranking; below zero if a phrase is not there."""
        weights = self._weights
        found = self._found(one)
        places = (one.text, one.title, one.heading)
        if not all(any(phrase in place for place in places) for phrase in self._phrases):
            return -1.0
        if not all(phrase in one.title for phrase in self._titles):
            return -1.0
        if self._numbers & one.keys:
            found += weights.number
        if self._articles & one.keys:
            found = (found + 0.5) * weights.article
        if self._pairs:
            titled = [pair in one.title for pair in self._pairs]
            share = sum(map(or_, titled, (pair in one.text for pair in self._pairs)))
            share, title = share / len(titled), sum(titled) / len(titled)
            found = (found + 0.5) * (1 + weights.pairs * share + weights.title_pairs * title)
        if self._title and self._title == one.title.replace(_COUNTRY, ""):
            found *= 1 + weights.same_title
        return found * (1 + weights.answer * self._answers(one.text)) * self._standing(one)

    def likeness(self, one: Candidate) -> float:
        """The share of the query's pairs of characters that stand in the passage."""
        places = f"{one.title} {one.heading} {one.text}"
        return sum(pair in places for pair in self._pairs) / max(1, len(self._pairs))

    def _found(self, one: Candidate) -> float:
        weights = self._weights
        room = weights.saturation * (
            1 - weights.length + weights.length * len(one.text) / _USUAL_LENGTH
        )
        total = 0.0
        for forms, worth in self._concepts:
            times, best = 0.0, 0.0
            for form, weight in forms:
                count = float(one.text.count(form))
                if form in one.title:
                    count += weights.title
                if form in one.heading:
                    count += weights.heading
                if count:
                    times += weight * count
                    best = max(best, weight)
            if times:
                total += worth * best**weights.blunt * times / (times + room)
        return total

    def _worth(self, one: Concept, counts: Mapping[str, int], total: int) -> float:
        """Rare things count for more (the idf of BM25, for a concept instead of a word)."""
        held = sum(frequency(form, counts) * weight for form, weight in one.forms.items())
        held = min(held, 0.8 * total)
        worth = math.log(1 + (total - held + 0.5) / (held + 0.5))
        if len(one.forms) > 1:
            return worth
        # What nobody wrote a meaning for is a weaker sign of what is asked about.
        return worth * (self._weights.slight if one.is_slight else self._weights.unknown)

    def _answers(self, text: str) -> float:
        """How much of what would answer the question stands in the text."""
        shares = [one.share(text) for one in self._query.questions]
        return sum(shares) / len(shares) if shares else 0

    def _standing(self, one: Candidate) -> float:
        """In force before repealed, new before old, binding before the rest; little but enough."""
        weights = self._weights
        factor = (weights.over if one.is_over else 1) * (1 + weights.binding * one.is_binding)
        if self._on is None or one.published_on is None:
            return factor
        years = max(0.0, (self._on - one.published_on).days / _YEAR)
        return factor * (1 + weights.fresh * 2 ** (-years / _HALF_LIFE_YEARS))
