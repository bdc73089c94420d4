"""From a name in a plan to the organisation or group that it means, or an honest "unknown"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cached_property

from gongkai.work.org.models.organisation import Group, Name, Organisation

_CANDIDATES = 3
_ALIKE = 0.5
_SHORTEST = 2
_OPENING = str.maketrans("〔【［[{〈《", "(((((((")
_CLOSING = str.maketrans("〕】］]}〉》", ")))))))")
_SAME = (("人民政府", "政府"), ("管理委员会", "管委会"))
_DISTRICT_END = re.compile(r"(政府|管委会)?(办公室)?$")
_LEVELS = ("区", "县", "市", "旗", "州")
_ABOVE = re.compile(r"^.+?[省市州](?=.)")


@dataclass(frozen=True)
class Match:
    """What a name means. Without organisation and group it is unknown; then `note` says why.

    Notes: former_name, succeeded (the named body is gone, this one took over); for the unknown:
    ambiguous, dissolved, unlike.
    """

    text: str
    organisation: Organisation | None = None
    group: Group | None = None
    candidates: tuple[Organisation, ...] = ()
    note: str = ""

    @property
    def is_known(self) -> bool:
        """True if the name leads to exactly one organisation or group."""
        return self.organisation is not None or self.group is not None


@dataclass(frozen=True)
class _Bearer:
    organisation: Organisation
    text: str
    from_on: date | None = None
    until_on: date | None = None
    is_former: bool = False

    def bore_on(self, on: date) -> bool:
        """True if this was the organisation's name on that day, and it existed."""
        return (
            (self.from_on is None or self.from_on <= on)
            and (self.until_on is None or on <= self.until_on)
            and _exists(self.organisation, on)
        )


def acting(organisation: Organisation, on: date) -> Organisation | None:
    """The organisation itself or, where it is dissolved on that day, who took over; else None."""
    seen: set[int] = set()
    one: Organisation | None = organisation
    while one is not None and not _exists(one, on):
        if one.pk in seen:
            return None
        seen.add(one.pk)
        one = one.successor
    return one


def _exists(organisation: Organisation, on: date) -> bool:
    return organisation.active_until is None or on < organisation.active_until


class Directory:
    """Every name known today, read once (three queries) and asked many times."""

    def __init__(self) -> None:
        self.organisations = list(Organisation.objects.select_related("successor__successor"))
        self._by_id = {one.pk: one for one in self.organisations}
        self._names = list(Name.objects.order_by("until_on", "text"))
        self.groups = {normal(group.name): group for group in Group.objects.all()}
        self._bearers = list(self._all_bearers())

    def match(self, text: str, on: date | None = None) -> Match:
        """Return what `text` means in a paper of the day `on` (None: today's names)."""
        for index, reduce in self._steps:
            bearers = index.get(reduce(text))
            if bearers:
                return self._choose(text, bearers, on)
        group = self.groups.get(normal(text))
        if group is not None:
            return Match(text, group=group)
        return Match(text, candidates=self._alike(text), note="unlike")

    @cached_property
    def _steps(self) -> list[tuple[dict[str, list[_Bearer]], Callable[[str], str]]]:
        """From the name as written to looser readings: without the district, without brackets."""
        readings: tuple[Callable[[str], str], ...] = (normal, self._plain, self._bare)
        return [(self._index(reduce), reduce) for reduce in readings]

    def _index(self, reduce: Callable[[str], str]) -> dict[str, list[_Bearer]]:
        index: dict[str, list[_Bearer]] = defaultdict(list)
        for bearer in self._bearers:
            index[reduce(bearer.text)].append(bearer)
        return index

    def _all_bearers(self) -> Iterable[_Bearer]:
        former: dict[int, date | None] = {}
        for name in self._names:
            owner = self._by_id[name.organisation_id]
            if name.kind == Name.Kind.ALIAS:
                yield _Bearer(owner, name.text)
                continue
            yield _Bearer(owner, name.text, former.get(owner.pk), name.until_on, is_former=True)
            former[owner.pk] = name.until_on and name.until_on + timedelta(days=1)
        for one in self.organisations:
            yield _Bearer(one, one.name, former.get(one.pk) or one.active_from)
            if one.short_name:
                yield _Bearer(one, one.short_name)

    def _choose(self, text: str, bearers: list[_Bearer], on: date | None) -> Match:
        bearers = [one for one in bearers if one.bore_on(on or date.max)] or bearers
        owners = list({one.organisation.pk: one.organisation for one in bearers}.values())
        if len(owners) > 1:
            return Match(text, candidates=tuple(owners[:_CANDIDATES]), note="ambiguous")
        found = acting(owners[0], on or date.max)
        if found is None:
            return Match(text, candidates=(owners[0],), note="dissolved")
        if found != owners[0]:
            return Match(text, organisation=found, note="succeeded")
        is_former = all(one.is_former for one in bearers)
        return Match(text, organisation=found, note="former_name" if is_former else "")

    def _alike(self, text: str) -> tuple[Organisation, ...]:
        bare = self._bare(text)
        scores: dict[int, float] = {}
        for bearer in self._bearers:
            alike = SequenceMatcher(None, bare, self._bare(bearer.text)).ratio()
            known = scores.get(bearer.organisation.pk, 0)
            scores[bearer.organisation.pk] = max(known, alike)
        ranked = sorted(self.organisations, key=lambda one: (-scores.get(one.pk, 0), one.order))
        return tuple(one for one in ranked[:_CANDIDATES] if scores.get(one.pk, 0) > _ALIKE)

    def _plain(self, text: str) -> str:
        """Without the name of the district that every body of the district may bear."""
        key = normal(text)
        for prefix in self._prefixes:
            rest = key.removeprefix(prefix)
            if rest != key and len(rest) >= _SHORTEST:
                return rest
        return key

    def _bare(self, text: str) -> str:
        return re.sub(r"\([^()]*\)", "", self._plain(text)) or normal(text)

    @cached_property
    def _prefixes(self) -> list[str]:
        found: set[str] = set()
        for one in self.organisations:
            if one.kind == Organisation.Kind.DISTRICT:
                found.update(self._prefixes_of(one))
        return sorted(found, key=len, reverse=True)

    def _prefixes_of(self, one: Organisation) -> Iterable[str]:
        """青禾区人民政府 → 青禾区, 区. A 市 above is not ours: 市财政局 is another body."""
        texts = [one.name, one.short_name]
        texts += [name.text for name in self._names if name.organisation_id == one.pk]
        for text in texts:
            whole = _DISTRICT_END.sub("", normal(text))
            own = _ABOVE.sub("", whole)
            yield from (part for part in (whole, own) if len(part) >= _SHORTEST)
            if own.endswith(_LEVELS):
                yield own[-1]


def normal(text: str) -> str:
    """One spelling for the same name: no blanks, one kind of brackets, 人民政府 as 政府."""
    key = unicodedata.normalize("NFKC", "".join(text.split()))
    key = key.translate(_OPENING).translate(_CLOSING)
    for long, short in _SAME:
        key = key.replace(long, short)
    return key


def match_name(text: str, on: date | None = None) -> Match:
    """Return what one name means; to ask for many, make one Directory."""
    return Directory().match(text, on)
