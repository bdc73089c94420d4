"""What keeps a letter from leaving, in the words of refusals."""

from __future__ import annotations

from datetime import date

from gongkai.rules.foi import Event, read_clock
from gongkai.rules.letters import Flaw, find_letter, flaws
from gongkai.work.foi.models.ending import Challenge
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.working import SearchEntry
from gongkai.work.foi.queries.case_values import extension_of
from gongkai.work.foi.queries.clocks import as_events, events_of
from gongkai.work.foi.queries.letter_text import letter_values
from gongkai.work.journal.deeds import Refused

_NOT_THERE = "G15"


def why_not(letter: Letter, on: date) -> list[Refused]:
    """All reasons why the letter may not leave on that day; empty if it may."""
    kind = find_letter(letter.kind)
    values = letter_values(letter, on)
    found = flaws(kind, letter.text, values, outcome=letter.outcome, law=letter.law)
    reasons = [_told(one) for one in dict.fromkeys(found)]
    # 第三十六条第（四）项: that nothing exists must rest on a search that was made.
    searched = SearchEntry.objects.filter(request=letter.request).exists()
    if letter.kind == _NOT_THERE and not searched:
        reasons.append(Refused("letter_without_search"))
    if letter.challenge is not None:
        return reasons + _not_ordered(letter, letter.challenge)
    return reasons + _unlawful(letter, kind.event, on)


def _told(flaw: Flaw) -> Refused:
    return Refused(f"letter_{flaw.code}", what=flaw.what)


def _unlawful(letter: Letter, event: str, on: date) -> list[Refused]:
    """What the clock would say if the letter were served today."""
    if not event or (event == "replied" and not letter.outcome):
        return []
    days = extension_of(letter) if event == "extended" else None
    one = Event(event, on, days=days, outcome=letter.outcome)
    reading = read_clock([*as_events(events_of(letter.request)), one], on)
    return (
        [Refused("foi_event_unlawful", sentence=reading.error.split("：", 1)[-1])]
        if reading.error
        else []
    )


def _not_ordered(letter: Letter, challenge: Challenge) -> list[Refused]:
    """A closed case gets a new reply only where a decision corrected the one before."""
    if challenge.result != Challenge.Result.CORRECTED:
        return [Refused("redo_not_ordered", state=challenge.get_result_display())]
    if challenge.redone_on is not None:
        return [Refused("redo_done_already", on=challenge.redone_on)]
    return [] if letter.outcome else [Refused("redo_without_outcome")]
