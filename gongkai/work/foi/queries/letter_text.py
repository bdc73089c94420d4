"""What a letter says: the wording of the office, filled from case, law and clerk."""

from __future__ import annotations

from datetime import date

from gongkai.rules.letters import fill, find_letter, remedy
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.queries.case_values import case_values, computed
from gongkai.work.foi.queries.wording import organ_of, wording_of

_CLAUSE = "条款"


def letter_values(letter: Letter, on: date) -> dict[str, str]:
    """All that fills the places of the letter as it stands on a day, by place."""
    kind = find_letter(letter.kind)
    return case_values(letter.request, on) | computed(letter, kind, on) | _filled_in(letter)


def letter_text(letter: Letter, on: date) -> str:
    """The whole letter, with the remedy of a reply; what is not known stays a place in braces."""
    kind = find_letter(letter.kind)
    organisation = letter.request.organisation
    text = fill(wording_of(organisation, kind), letter_values(letter, on))
    if letter.outcome:
        text = f"{text}\n{remedy(letter.outcome, organ_of(organisation))}"
    return text


def _filled_in(letter: Letter) -> dict[str, str]:
    """What the clerk filled in; a clause is followed by the law that it needs (第十四条)."""
    values = dict(letter.values)
    if letter.law and values.get(_CLAUSE):
        values[_CLAUSE] = f"{values[_CLAUSE]}；{letter.law}"
    return values
