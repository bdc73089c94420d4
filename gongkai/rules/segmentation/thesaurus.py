"""What words mean the same, what words ask for, and which say nothing; rules/data/synonyms.toml."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.words import Cutter

SAME, SPOKEN, MEANT, NEAR = 1.0, 0.8, 0.9, 0.5
# Single characters mean too much to be the half of a word.
_SHORTEST = 2
_SIGNS = {"=": MEANT, ">": MEANT, "~": NEAR}
_LINE = re.compile(r"([^=>~]+) ([=>~]) ([^=>~]+)")


class BadLine(ValueError):
    """A line of the thesaurus is not written as `A、B > C、D`."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Question:
    """A way of asking and what a passage that answers it says."""

    asks: tuple[str, ...]
    answers: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def share(self, text: str) -> float:
        """How much of what an answer may say stands in the text, from 0 to 1."""
        found = sum(one in text for one in self.answers)
        found += sum(one.search(text) is not None for one in self.patterns)
        return found / (len(self.answers) + len(self.patterns))


@dataclass(frozen=True)
class Thesaurus:
    """`meanings`: word to the words that stand for it and how well (0 to 1)."""

    meanings: Mapping[str, Mapping[str, float]]
    questions: tuple[Question, ...]
    stops: frozenset[str]

    @cached_property
    def asking(self) -> Mapping[str, Question]:
        """From each way of asking to its question."""
        return {ask: one for one in self.questions for ask in one.asks}

    @cached_property
    def cutter(self) -> Cutter:
        """Cuts queries so that the words of this thesaurus stay whole."""
        spoken = {word for other in self.meanings.values() for word in other}
        known = spoken | set(self.meanings) | set(self.asking) | self.stops
        return Cutter(sorted(word for word in known if len(word) > 1))

    def knows(self, word: str) -> bool:
        """Whether anything is said about the word."""
        return word in self.meanings or word in self.asking or word in self.stops

    def parts(self, word: str) -> tuple[str, ...]:
        """The two words that the word is put together from, if it is: 租房补贴 of 租房 and 补贴."""
        for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
            if word[:place] in self.meanings and word[place:] in self.meanings:
                return word[:place], word[place:]
        return (word,)


def thesaurus(lines: Iterable[str] = ()) -> Thesaurus:
    """The words that come with the product, and `lines` of a place's own. Raises BadLine."""
    data = tomllib.loads(
        files("gongkai.rules.data").joinpath("synonyms.toml").read_text(encoding="utf-8")
    )
    meanings: dict[str, dict[str, float]] = defaultdict(dict)
    for line in (*(one for group in data["group"] for one in group["lines"]), *lines):
        _add(meanings, line)
    return Thesaurus(
        meanings={word: dict(other) for word, other in meanings.items()},
        questions=tuple(_question(row) for row in data["question"]),
        stops=frozenset(map(normal, data["stop"]["words"])),
    )


def _add(meanings: dict[str, dict[str, float]], line: str) -> None:
    parts = _LINE.fullmatch(line.strip())
    left, right = (_words(parts[1]), _words(parts[3])) if parts else ([], [])
    if parts is None or not left or not right:
        raise BadLine(line)
    alike = left + right if parts[2] == "=" else left if parts[2] == ">" else []
    for word in alike:
        for other in alike:
            _link(meanings[word], word, other, SPOKEN)
    for word in left:
        for other in right:
            _link(meanings[word], word, other, _SIGNS[parts[2]])


def _link(meanings: dict[str, float], word: str, other: str, weight: float) -> None:
    if other != word:
        meanings[other] = max(weight, meanings.get(other, 0))


def _words(text: str) -> list[str]:
    return [normal(word.strip()) for word in text.split("、") if word.strip()]


def _question(row: Mapping[str, list[str]]) -> Question:
    patterns = tuple(re.compile(one) for one in row.get("patterns", ()))
    return Question(tuple(map(normal, row["asks"])), tuple(map(normal, row["answers"])), patterns)
