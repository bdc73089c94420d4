"""The letters of a request: kinds, wording, remedies, and whether one may leave."""

from gongkai.rules.letters.fill import Flaw, fill, flaws, places_of, wording_flaws
from gongkai.rules.letters.kinds import (
    CASE,
    CLAUSES,
    LETTERS,
    Asked,
    Clause,
    Letter,
    UnknownLetter,
    find_letter,
    letters_for,
)
from gongkai.rules.letters.remedy import remedy, states_remedy

__all__ = [
    "CASE",
    "CLAUSES",
    "LETTERS",
    "Asked",
    "Clause",
    "Flaw",
    "Letter",
    "UnknownLetter",
    "fill",
    "find_letter",
    "flaws",
    "letters_for",
    "places_of",
    "remedy",
    "states_remedy",
    "wording_flaws",
]
