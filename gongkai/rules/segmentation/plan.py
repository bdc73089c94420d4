"""In which steps a query is put to an index: all of its words, all but one, any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.rules.segmentation.query import Concept, Query
from gongkai.rules.segmentation.words import cut

# Of a step that promises more rows than this its commonest words are left out.
TOO_MANY = 8_000

Form = tuple[str, ...]
"""Indexed words that must all be there."""
Group = tuple[Form, ...]
"""Forms one of which must be there."""


@dataclass(frozen=True)
class Step:
    """Any of `all_of`, each a list of groups that must all be there; at most `rows` passages."""

    all_of: tuple[tuple[Group, ...], ...]
    rows: int


def indexed_words(query: Query) -> set[str]:
    """Every word of the index whose frequency the plan and the ranking ask for."""
    return {word for one in query.concepts for form in one.forms for word in cut(form)}


def frequency(form: str, counts: Mapping[str, int]) -> int:
    """In how many passages the form may stand, at most."""
    return min((counts.get(word, 0) for word in cut(form)), default=0)


def group(concept: Concept, counts: Mapping[str, int]) -> Group:
    """The forms of the concept that the index has; those that say no more than others fall away."""
    found: list[Form] = []
    for form in sorted((cut(one) for one in concept.forms), key=lambda one: len(set(one))):
        is_there = form and all(counts.get(word, 0) for word in form)
        if is_there and not any(set(other) <= set(form) for other in found):
            found.append(form)
    return tuple(found)


def steps(query: Query, counts: Mapping[str, int], article: bool = True) -> list[Step]:
    """The steps, the narrowest first; none where the index has none of the words.

    Source: ours. All, then all but one, then any: the middle step spares most queries the last.
    """
    groups = [one for one in (group(concept, counts) for concept in query.concepts) if one]
    if article and query.articles:
        groups.append(tuple((key,) for key in query.articles))
    groups.sort(key=lambda one: _rows(one, counts))
    if not groups:
        return []
    found = [_step([groups], counts)]
    if len(groups) > 2:  # noqa: PLR2004 (all but one of two is any of them)
        found.append(_step([_without(groups, place) for place in range(len(groups))], counts))
    if len(groups) > 1:
        found.append(_step([[one] for one in groups], counts))
    return found


def _without(groups: Sequence[Group], place: int) -> list[Group]:
    return [one for at, one in enumerate(groups) if at != place]


def _rows(group: Group, counts: Mapping[str, int]) -> int:
    return sum(min(counts.get(word, 1) for word in form) for form in group)


def _step(choices: Sequence[Sequence[Group]], counts: Mapping[str, int]) -> Step:
    """The choices together, without the commonest while there are too many rows."""
    sized = sorted((min(_rows(one, counts) for one in choice), tuple(choice)) for choice in choices)
    kept, rows = [sized[0][1]], sized[0][0]
    for more, choice in sized[1:]:
        if rows + more <= TOO_MANY:
            kept.append(choice)
            rows += more
    return Step(tuple(kept), rows)
