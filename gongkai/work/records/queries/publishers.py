"""Who is meant by the names under 公开主体: found in the directory, or asked for, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.work.ledger.queries.names import Directory, Match, acting, normal
from gongkai.work.org.models.organisation import Group, Organisation

_SIGNS = re.compile(r"[、，,；;／/]+")
# What may part two names, or belong to one: 住房和城乡建设局.
_PERHAPS = (re.compile(r"\s+"), re.compile(r"[和及与]|\s+"))


@dataclass(frozen=True)
class Resolved:
    """The organisations behind a text, and the names in it that lead to none."""

    organisations: tuple[Organisation, ...]
    unknown: tuple[Match, ...]

    @property
    def is_known(self) -> bool:
        """True if every name in the text leads somewhere."""
        return bool(self.organisations) and not self.unknown


@dataclass
class Publishers:
    """Asks the directory of the day; `answers` are what a person said of names it does not know."""

    on: date
    answers: Mapping[str, Sequence[Organisation]] = field(default_factory=dict)

    def resolve(self, text: str) -> Resolved:
        """Return who a cell means. Blanks part names only where the whole is nobody's name."""
        if not text.strip():
            return Resolved((), ())
        if found := self._known("".join(text.split())):
            return Resolved(tuple(found), ())
        organisations: dict[int, Organisation] = {}
        unknown: list[Match] = []
        for name in self._names(text):
            found = self._known(name)
            organisations |= {one.pk: one for one in found}
            if not found:
                unknown.append(self._directory.match(name, self.on))
        return Resolved(tuple(organisations.values()), tuple(unknown))

    def gone(self, codes: Iterable[str]) -> list[str]:
        """The names of those of these organisations that are dissolved on the day."""
        return [self._dissolved[code] for code in codes if code in self._dissolved]

    def _names(self, text: str) -> Iterable[str]:
        for piece in filter(None, map(str.strip, _SIGNS.split(text))):
            yield from self._parted(piece)

    def _parted(self, piece: str) -> Sequence[str]:
        whole = "".join(piece.split())
        if self._known(whole):
            return [whole]
        for sign in _PERHAPS:
            words = [word for word in sign.split(piece) if word]
            if all(map(self._known, words)):
                return words
        return [whole]

    def _known(self, name: str) -> Sequence[Organisation]:
        if answered := self._answers.get(normal(name)):
            return answered
        if name not in self._found:
            self._found[name] = self._ask(name)
        return self._found[name]

    def _ask(self, name: str) -> Sequence[Organisation]:
        match = self._directory.match(name, self.on)
        if match.organisation is not None:
            return (match.organisation,)
        return self._members[match.group.pk] if match.group is not None else ()

    @cached_property
    def _answers(self) -> dict[str, Sequence[Organisation]]:
        return {normal(name): found for name, found in self.answers.items()}

    @cached_property
    def _directory(self) -> Directory:
        return Directory()

    @cached_property
    def _dissolved(self) -> dict[str, str]:
        known = self._directory.organisations
        return {one.code: one.label for one in known if acting(one, self.on) != one}

    @cached_property
    def _found(self) -> dict[str, Sequence[Organisation]]:
        return {}

    @cached_property
    def _members(self) -> dict[int, list[Organisation]]:
        groups = Group.objects.prefetch_related("members")
        return {one.pk: list(one.members.all()) for one in groups}
