"""The next number of a letter: 交通局公开〔2026〕3号-答."""

from __future__ import annotations

from datetime import date

from gongkai.rules.letters import find_letter
from gongkai.work.foi.models.letter import Letter


def next_number(letter: Letter, on: date) -> str:
    """Counted in the year over all kinds; whoever asks holds the organisation meanwhile."""
    organisation, kind = letter.request.organisation, find_letter(letter.kind)
    prefix = f"{organisation.label}公开〔{on.year}〕"
    given = Letter.objects.filter(request__organisation=organisation, number__startswith=prefix)
    serials = [
        int(one.removeprefix(prefix).split("号")[0])
        for one in given.values_list("number", flat=True)
    ]
    mark = f"-{kind.number}" if kind.number else ""
    return f"{prefix}{max(serials, default=0) + 1}号{mark}"
