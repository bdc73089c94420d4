"""Reads what somebody types: numbers, phrases in quotes, words with what they mean, questions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.rules.segmentation.keys import Number, articles, document_numbers, index_numbers
from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.thesaurus import SAME, Question, Thesaurus
from gongkai.rules.segmentation.words import pairs, runs

# Nobody means more than this many signs and words; the rest of a pasted page is not looked for.
LONGEST = 200
MOST_CONCEPTS = 12
_JOINED = 6
_QUOTED = re.compile(r"[\"“”「」『』《》]([^\"“”「」『』《》]+)[\"“”「」『』《》]")
_FIELD = re.compile(r"(标题|文号)\s*[:：]\s*(\S+)")


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, and the words that stand for it with their weights."""

    word: str
    forms: Mapping[str, float]

    @property
    def is_slight(self) -> bool:
        """A single character of no known meaning says little."""
        return len(self.word) == 1 and len(self.forms) == 1


@dataclass(frozen=True)
class Query:
    """What was typed, understood. `exact` are keys of numbers, `phrases` must occur as written."""

    text: str
    concepts: tuple[Concept, ...] = ()
    questions: tuple[Question, ...] = ()
    phrases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    indexes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    is_literal: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: blanks, or signs without words."""
        return not (self.pairs or self.numbers or self.indexes)

    @property
    def also(self) -> tuple[str, ...]:
        """The words that are looked for beside those typed."""
        found = (form for one in self.concepts for form in one.forms if form not in self.text)
        return tuple(dict.fromkeys(found))


def read_query(text: str, words: Thesaurus, *, literal: bool = False) -> Query:
    """Return the query; `literal` looks for nothing but the words typed.

    Source: ours. Never refuses: what cannot be understood is looked for as it stands.
    """
    plain = normal(" ".join(text.split()))[:LONGEST]
    fields = dict(_FIELD.findall(plain))
    rest = _FIELD.sub(lambda found: found[2] if found[1] == "文号" else " ", plain)
    numbers, indexes = tuple(document_numbers(rest)), tuple(index_numbers(rest))
    phrases = tuple(one.strip() for one in _QUOTED.findall(rest) if one.strip())
    rest = _without_numbers(rest, numbers, indexes)
    named = articles(rest)
    for start, end, _ in reversed(named):
        rest = f"{rest[:start]} {rest[end:]}"
    concepts, questions = _understood(rest, words, literal)
    titles = (fields["标题"],) if "标题" in fields else ()
    return Query(
        text=plain,
        concepts=concepts,
        questions=questions,
        phrases=phrases,
        titles=titles,
        numbers=numbers,
        indexes=indexes,
        articles=tuple(key for _, _, key in named),
        is_literal=literal,
        pairs=tuple(dict.fromkeys(pairs(f"{rest} {' '.join(titles)}"))),
    )


def _without_numbers(text: str, numbers: tuple[Number, ...], indexes: tuple[str, ...]) -> str:
    for one in reversed(numbers):
        text = f"{text[: one.start]} {text[one.end :]}"
    for number in indexes:
        text = text.replace(number, " ")
    return text


def _understood(
    text: str, words: Thesaurus, literal: bool
) -> tuple[tuple[Concept, ...], tuple[Question, ...]]:
    concepts: dict[str, Concept] = {}
    questions: dict[int, Question] = {}
    idle: dict[str, Concept] = {}
    for run in runs(text):
        for word in _joined(run, words):
            if word in words.asking:
                questions.setdefault(id(words.asking[word]), words.asking[word])
            elif word in words.stops:
                idle.setdefault(word, Concept(word, {word: SAME}))
            else:
                for one in _concepts(word, words, literal):
                    concepts.setdefault(one.word, one)
    # A query of nothing but small words ("规定") is still a query.
    found = tuple(concepts.values()) or tuple(one for one in idle.values() if len(one.word) > 1)
    return found[:MOST_CONCEPTS], tuple(questions.values())


def _joined(run: str, words: Thesaurus) -> list[str]:
    """The words of a stretch, neighbours joined where the thesaurus knows them as one."""
    if run.isascii():
        return [run]
    cut = words.cutter.cut(run)
    found: list[str] = []
    place = 0
    while place < len(cut):
        longest = min(_JOINED, len(cut) - place)
        for count in range(longest, 0, -1):
            word = "".join(cut[place : place + count])
            if count == 1 or words.knows(word):
                break
        found.append(word)
        place += count
    return found


def _concepts(word: str, words: Thesaurus, literal: bool) -> list[Concept]:
    """The word as one concept, or as the two that it is put together from.

    What stands for the whole stands for each of its parts as well.
    """
    if literal:
        return [Concept(word, {word: SAME})]
    parts = words.parts(word)
    whole = words.meanings.get(word, {}) if len(parts) > 1 else {}
    return [Concept(part, {**whole, **words.meanings.get(part, {}), part: SAME}) for part in parts]
