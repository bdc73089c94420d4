"""Finding a string however it is written: wide or narrow, with blanks, split, or with marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Signs that people put into numbers and names and that change nothing of them.
_WITHIN = frozenset("-‐‑‒–—―·•・_＿")
_LEAST_OTHER = 5
_FIRST_WIDE = "\u2e80"


@dataclass(frozen=True)
class Folded:
    """A text in the form in which strings are compared; `places[i]` is where sign i stands."""

    text: str
    places: tuple[int, ...]

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where `wanted`, itself folded, stands in the text as it was: (start, end), apart."""
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            yield self.places[at], self.places[at + len(wanted) - 1] + 1
            at = self.text.find(wanted, at + len(wanted))


def fold(text: str) -> Folded:
    """Fold widths, cases, blanks, invisible signs and dashes away; keep where each sign stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        one = _folded_sign(sign)
        signs.append(one)
        places += [place] * len(one)
    return Folded("".join(signs), tuple(places))


@lru_cache(maxsize=20_000)
def _folded_sign(sign: str) -> str:
    """What is left of one sign: most often one, of a blank nothing, of ㍿ four."""
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return "".join(
        one for one in plain if one not in _WITHIN and unicodedata.category(one)[0] not in "CZM"
    )


def folded(text: str) -> str:
    """The text as `fold` compares it.

    >>> folded("１３８-0013 8000")
    '13800138000'
    """
    return fold(text).text


def is_telling(text: str) -> bool:
    """True if the text tells something wherever it stands, so that it must be gone everywhere.

    A name of two signs does; a single sign or a short number such as 12 stands in every file.

    >>> [is_telling(one) for one in ("张三", "男", "12", "13800138000")]
    [True, False, False, True]
    """
    letters = [sign for sign in folded(text) if sign.isalnum()]
    return len(letters) >= _LEAST_OTHER or sum(1 for sign in letters if sign >= _FIRST_WIDE) > 1
