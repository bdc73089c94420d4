"""Answers a search: what is public now, in order, with what it can be narrowed by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.db import connection

from gongkai.rules.document import Effect, Touch, effect_on
from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.query import Query, read_query
from gongkai.rules.segmentation.rank import Candidate, Ranking
from gongkai.rules.segmentation.thesaurus import Thesaurus, thesaurus
from gongkai.work.records.queries.relations import touches
from gongkai.work.search.engine.keys import mark
from gongkai.work.search.engine.tables import index_in
from gongkai.work.search.queries.candidates import Candidates, candidates
from gongkai.work.search.queries.content import heading
from gongkai.work.search.queries.generation import active
from gongkai.work.search.queries.loaded import Row, Text, rows, texts

# Of many candidates the first are ranked by their text, the others follow as the index gave them.
RANKED = 200
# Where no word occurs at all, so much of the characters must, side by side.
ALIKE = 0.6
OVER = frozenset({"lapsed", "repealed"})


@dataclass(frozen=True)
class Asked:
    """What somebody asks for. `narrow`: facet to the values of which one must hold.

    Facets are unit and item (their ids), year and kind. `validity` are codes of the rules'
    validity; `by_date` puts the newest first; `literal` looks for the words typed alone.
    """

    text: str
    narrow: Mapping[str, Collection[object]] = field(default_factory=dict)
    validity: Collection[str] = ()
    by_date: bool = False
    literal: bool = False


@dataclass(frozen=True)
class Hit:
    """A document that was found, by the passage of it that answers best (`row`)."""

    row: Row
    score: float
    has_all: bool
    effect: Effect

    @property
    def validity(self) -> str:
        """Its validity of the day; "" for what is no document and has none."""
        row = self.row
        is_document = row.kind or row.effective_on or row.expires_on or self.effect.by
        return self.effect.status if is_document else ""


@dataclass(frozen=True)
class Results:
    """Hits in order, how often each value of a facet occurs among them, and what was understood.

    `has_exact`: something bears a number that was asked for. `is_capped`: there are more than
    were looked at.
    """

    query: Query
    hits: Sequence[Hit] = ()
    counts: Mapping[str, Mapping[object, int]] = field(default_factory=dict)
    has_exact: bool = False
    is_capped: bool = False


@cache
def words() -> Thesaurus:
    """The thesaurus of this instance; read once."""
    return thesaurus()


def search(asked: Asked, on: date) -> Results:
    """The public documents that answer, on that day. Four queries, and six to the index at most.

    Whatever the index may still hold, nothing comes out of it that is not public now.
    """
    query = read_query(asked.text, words(), literal=asked.literal)
    generation = active()
    if query.is_empty or generation is None:
        return Results(query)
    marks = [[mark(facet, one) for one in values] for facet, values in asked.narrow.items()]
    found = candidates(query, index_in(connection, generation.slot), [one for one in marks if one])
    hits = _hits(query, found, generation.passages, on)
    counts = _counted(hits)
    kept = [one for one in hits if not asked.validity or one.validity in asked.validity]
    if asked.by_date:
        kept.sort(key=lambda one: (one.row.published_on, one.row.publication_id), reverse=True)
    has_exact = any(one.row.pk in found.exact for one in hits)
    return Results(query, kept, counts, has_exact, found.is_capped)


def _hits(query: Query, found: Candidates, total: int, on: date) -> list[Hit]:
    """Each document once, by its best passage."""
    known = rows(found.ids)
    said = texts([row.pk for row in known[:RANKED]])
    touched = touches({row.record_id for row in known})
    each = {row.document_id: row for row in known}
    effects = {pk: _effect(row, touched, on) for pk, row in each.items()}
    ranking = Ranking(query, found.counts, total, on)
    scores = _scores(ranking, known, said, effects, found.loose)
    best: dict[int, tuple[float, Row]] = {}
    whole = {row.document_id for row in known if row.pk in found.whole}
    for row in known:
        score = scores[row.pk]
        if row.document_id not in best or score > best[row.document_id][0]:
            best[row.document_id] = (score, row)
    ordered = sorted(best.values(), key=lambda one: (-one[0], -one[1].publication_id))
    return [
        Hit(row, round(score, 4), row.document_id in whole, effects[row.document_id])
        for score, row in ordered
        if score >= 0
    ]


def _scores(
    ranking: Ranking,
    known: Sequence[Row],
    said: Mapping[int, Text],
    effects: Mapping[int, Effect],
    loose: Collection[int],
) -> dict[int, float]:
    """The score of each passage; those whose text was not read stand behind all others."""
    scores = {}
    for place, row in enumerate(known):
        if row.pk not in said:
            scores[row.pk] = 1 / (1_000 + place)
            continue
        one = _candidate(row, said[row.pk], effects[row.document_id].status in OVER)
        is_like = row.pk not in loose or ranking.likeness(one) >= ALIKE
        scores[row.pk] = ranking.score(one) if is_like else -1.0
    return scores


def _candidate(row: Row, text: Text, is_over: bool) -> Candidate:
    return Candidate(
        title=normal(row.title),
        heading=heading(text.heading, text.about),
        text=normal(text.text),
        keys=frozenset(text.keys),
        published_on=row.published_on,
        is_over=is_over,
        is_binding=row.is_binding,
    )


def _effect(row: Row, touched: Mapping[int, Sequence[Touch]], on: date) -> Effect:
    return effect_on(
        on,
        effective_on=row.effective_on,
        expires_on=row.expires_on,
        touches=touched.get(row.record_id, ()),
    )


def _counted(hits: Sequence[Hit]) -> dict[str, Mapping[object, int]]:
    return {
        "unit": Counter(one.row.organisation_id for one in hits),
        "item": Counter(one.row.item_id for one in hits),
        "year": Counter(one.row.published_on.year for one in hits),
        "kind": Counter(one.row.kind for one in hits if one.row.kind),
        "validity": Counter(one.validity for one in hits if one.validity),
    }
