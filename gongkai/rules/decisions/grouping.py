"""Which opinions say nearly the same, for a person to confirm: campaigns and copies.

Every member of a group is alike to the group's core, so that a chain of small changes does not
draw unlike texts together. The cores are found in an order that the texts themselves give (the most
frequent, then the shortest first), so the order of arrival changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from gongkai.rules.segmentation.normal import normal

ALIKE = 0.6
"""From this share of common pairs of signs (Dice) on two texts are shown as one; our measure."""
_MOST_SHINGLES = 300
# Where a pair of signs stands in more cores than these, one bit for each core counts faster.
_FREQUENT = 64
_SHORT = 40
_AGAINST = re.compile("不|反对|没|无|勿|拒绝|取消")
_NUMBERS = re.compile(r"\d+")
_EDGE = "\0"


def form_of(text: str) -> str:
    """Return `text` as it is compared: half width, simplified, without blanks and punctuation.

    A text of punctuation only is its own form. Source: ours.

    >>> form_of("建议：延长 3 天！") == form_of("建议延长３天")
    True
    """
    folded = normal(unicodedata.normalize("NFKC", text)).casefold()
    return "".join(filter(str.isalnum, folded)) or "".join(folded.split())


def shingles_of(form: str) -> frozenset[str]:
    """Return the pairs of neighbouring signs, at most 300, always the same ones of a text.

    Source: ours; the choice is a bottom-k sketch (Broder 1997).
    """
    padded = f"{_EDGE}{form}{_EDGE}"
    pairs = set(map(str.__add__, padded, padded[1:])) if form else set()
    if len(pairs) <= _MOST_SHINGLES:
        return frozenset(pairs)
    return frozenset(sorted(pairs, key=_rank)[:_MOST_SHINGLES])


def groups_of(texts: Sequence[str], *, alike: float = ALIKE) -> list[list[int]]:
    """Return the places of all groups of two and more, largest first, members in order.

    Texts with the same form are always together. Short texts with other numbers or another count
    of denials (支持, 不支持) never are. `alike` is above 0 and at most 1. A suggestion: a person
    decides. Source: ours.

    >>> groups_of(["建议延长公示期", "建议增加停车位", "建议延长公示期。", "不建议延长公示期"])
    [[0, 2]]
    """
    if not 0 < alike <= 1:
        raise ValueError(alike)
    places: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[form_of(text)].append(place)
    cores = _Cores(alike)
    members: dict[int, list[int]] = defaultdict(list)
    for form in sorted(places, key=lambda one: (-len(places[one]), len(one), one)):
        members[cores.place(form)] += places[form]
    groups = [sorted(one) for one in members.values() if len(one) > 1]
    return sorted(groups, key=lambda one: (-len(one), one[0]))


def representative(texts: Sequence[str], group: Sequence[int]) -> int:
    """Return the place of the member that speaks for the group.

    The most frequent form; among several the one that shares most with all members. Of one form
    the longest writing, then the first. Raises ValueError for an empty group. Source: ours.
    """
    if not group:
        raise ValueError("empty group")
    counts = Counter(form_of(texts[place]) for place in group)
    most = max(counts.values())
    often = sorted(form for form, number in counts.items() if number == most)
    best = often[0] if len(often) == 1 else _nearest(often, counts)
    own = (place for place in group if form_of(texts[place]) == best)
    return max(own, key=lambda place: (len(texts[place]), -place))


def _nearest(forms: Sequence[str], counts: Mapping[str, int]) -> str:
    """The form with the greatest sum of likeness to all, their sizes taken as the mean."""
    pairs = {form: shingles_of(form) for form in counts}
    shared: Counter[str] = Counter()
    for form, number in counts.items():
        shared.update(dict.fromkeys(pairs[form], number))
    total = sum(counts.values())
    mean = sum(len(pairs[form]) * number for form, number in counts.items()) / total

    def nearness(form: str) -> tuple[float, int, str]:
        own = pairs[form]
        return sum(shared[one] for one in own) / (len(own) + mean or 1), len(form), form

    return max(forms, key=nearness)


def _rank(pair: str) -> tuple[int, str]:
    return zlib.crc32(pair.encode("utf-8", "surrogatepass")), pair


def _stance(form: str) -> tuple[int, tuple[str, ...]] | None:
    """What must agree in a short text: how often it denies, and its numbers."""
    if len(form) > _SHORT:
        return None
    return len(_AGAINST.findall(form)), tuple(sorted(_NUMBERS.findall(form)))


@dataclass
class _Cores:
    """The cores found so far, and by which pair of signs each can be found."""

    alike: float
    sizes: list[int] = field(default_factory=list)
    stances: list[tuple[int, tuple[str, ...]] | None] = field(default_factory=list)
    by_size: dict[int, int] = field(default_factory=dict)
    rare: dict[str, list[int]] = field(default_factory=dict)
    frequent: dict[str, int] = field(default_factory=dict)

    def place(self, form: str) -> int:
        """Return the number of the core that `form` is most alike to; a new one if to none."""
        pairs, stance = shingles_of(form), _stance(form)
        found, best = -1, 0.0
        for core, common in sorted(self._candidates(pairs)):
            other = self.stances[core]
            if stance is not None and other is not None and stance != other:
                continue
            likeness = 2 * common / (len(pairs) + self.sizes[core])
            if likeness >= self.alike and likeness > best:
                found, best = core, likeness
        return found if found >= 0 else self._add(pairs, stance)

    def _add(self, pairs: frozenset[str], stance: tuple[int, tuple[str, ...]] | None) -> int:
        core = len(self.sizes)
        self.sizes.append(len(pairs))
        self.stances.append(stance)
        self.by_size[len(pairs)] = self.by_size.get(len(pairs), 0) | 1 << core
        for pair in pairs:
            if pair in self.frequent:
                self.frequent[pair] |= 1 << core
                continue
            listed = self.rare.setdefault(pair, [])
            listed.append(core)
            if len(listed) > _FREQUENT:
                self.frequent[pair] = _bits(self.rare.pop(pair))
        return core

    def _candidates(self, pairs: frozenset[str]) -> Iterable[tuple[int, int]]:
        """Yield the cores that may be alike, with how many pairs they have in common."""
        often = [self.frequent[pair] for pair in pairs if pair in self.frequent]
        seldom: Counter[int] = Counter()
        for pair in pairs:
            if pair in self.rare:
                seldom.update(self.rare[pair])
        digits = _counted(often)
        rows = [digit.to_bytes(len(self.sizes) // 8 + 1, "little") for digit in digits]
        for core in self._near(len(pairs), len(often), seldom, digits):
            yield (
                core,
                seldom[core]
                + sum(
                    (row[core >> 3] >> (core & 7) & 1) << weight for weight, row in enumerate(rows)
                ),
            )

    def _near(self, size: int, often: int, seldom: Counter[int], digits: Sequence[int]) -> set[int]:
        """The cores that may share enough, sorted out many at a time by their sizes."""
        most = max(seldom.values(), default=0)
        likely, one_by_one = 0, False
        for other, mask in self.by_size.items():
            wanted = ceil(self.alike / 2 * (size + other) - 1e-9)
            if wanted > min(size, other):
                continue
            one_by_one |= wanted <= most
            likely |= mask & _at_least(digits, wanted - most if wanted > most else wanted)
        near = set(_places(likely))
        if one_by_one:
            least = ceil(self.alike / (2 - self.alike) * size - 1e-9) - often
            near.update(core for core, number in seldom.items() if number >= least)
        return near


def _bits(places: Iterable[int]) -> int:
    return sum(1 << place for place in places)


def _counted(bitmaps: Iterable[int]) -> list[int]:
    """Add up bitmaps: the n-th number holds the n-th binary digit of the sum at each place."""
    digits: list[int] = []
    for bitmap in bitmaps:
        carry, at = bitmap, 0
        while carry:
            if at == len(digits):
                digits.append(carry)
                break
            digits[at], carry = digits[at] ^ carry, digits[at] & carry
            at += 1
    return digits


def _at_least(digits: Sequence[int], least: int) -> int:
    """The places where the sum is `least` or more; `least` is above 0."""
    if least >> len(digits):
        return 0
    more, same = 0, -1
    for weight in reversed(range(len(digits))):
        if least >> weight & 1:
            same &= digits[weight]
        else:
            more |= same & digits[weight]
            same &= ~digits[weight]
    return more | same


def _places(bitmap: int) -> Iterable[int]:
    """The places of the bits that are set."""
    for at, byte in enumerate(bitmap.to_bytes((bitmap.bit_length() + 7) // 8, "little")):
        if byte:
            yield from (at * 8 + bit for bit in range(8) if byte >> bit & 1)
