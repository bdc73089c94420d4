"""Which passages come into question for a query: the steps of the plan, until there are enough."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rules.segmentation.plan import group, indexed_words, steps
from gongkai.rules.segmentation.query import Query
from gongkai.work.search.engine.index import Index, Marks
from gongkai.work.search.engine.keys import cited

ALL_WORDS = 400
SOME_WORDS = 200
ENOUGH = 100


@dataclass(frozen=True)
class Candidates:
    """Ids of passages, the likeliest first. `exact` bear a number asked for, `whole` all words.

    `loose` share characters only. `is_capped`: there are more than were taken. `counts` are the
    frequencies of the words.
    """

    ids: tuple[int, ...]
    exact: frozenset[int]
    whole: frozenset[int]
    loose: frozenset[int]
    is_capped: bool
    counts: Mapping[str, int]


def candidates(query: Query, index: Index, marks: Marks = ()) -> Candidates:
    """Those of the index; at most seven questions to it."""
    counts = index.counts(indexed_words(query))
    exact, citing = _by_number(query, index, marks)
    if query.phrases or query.titles:
        whole = some = index.with_phrases((*query.phrases, *query.titles), marks, ALL_WORDS)
    else:
        whole, some = _by_words(query, index, marks, counts)
    found = dict.fromkeys((*exact, *some, *citing))
    loose: list[int] = []
    if not found and query.pairs and not query.is_literal:
        loose = index.with_pairs(query.pairs, marks, SOME_WORDS)
    return Candidates(
        ids=(*found, *loose),
        exact=frozenset(exact),
        whole=frozenset((*exact, *whole)),
        loose=frozenset(loose),
        is_capped=len(whole) >= ALL_WORDS,
        counts=counts,
    )


def _by_number(query: Query, index: Index, marks: Marks) -> tuple[list[int], list[int]]:
    """The passages of the documents that bear the numbers, and those that name them."""
    own = (*(one.keys[0] for one in query.numbers), *query.indexes)
    if not own:
        return [], []
    exact = index.with_keys(own, marks, SOME_WORDS)
    named = [cited(one) for one in query.numbers]
    return exact, index.with_keys(named, marks, SOME_WORDS) if named else []


def _by_words(
    query: Query, index: Index, marks: Marks, counts: Mapping[str, int]
) -> tuple[list[int], list[int]]:
    """The passages with all of the words, and these with those of the later steps."""
    plan = steps(query, counts)
    some = index.find(plan[0], marks, ALL_WORDS) if plan else []
    whole = some if all(group(one, counts) for one in query.concepts) else []
    if not whole and query.concepts:
        # Words that the index cuts otherwise stand there all the same, sign for sign.
        typed = [one.word for one in query.concepts]
        whole = index.with_phrases(typed, marks, SOME_WORDS)
    found = dict.fromkeys((*whole, *some))
    for step in plan[1:]:
        if len(found) >= ENOUGH:
            break
        found.update(dict.fromkeys(index.find(step, marks, SOME_WORDS)))
    return whole, list(found)
