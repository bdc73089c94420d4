"""Whether a text that is to be public tells who asked, who was consulted, or what is private."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.rules.screening import KINDS, screen
from gongkai.rules.screening.hits import BLOCK
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.identity import names_applicant, without_applicant
from gongkai.work.journal.deeds import Refused

_SHORTEST = 2


def why_not_public(request: Request, texts: Mapping[str, str], on: date) -> list[Refused]:
    """All reasons why these texts, by the name of their field, cannot be public."""
    reasons = []
    for field, text in texts.items():
        plain = _plain(text)
        if names_applicant(request, plain):
            reasons.append(Refused("conversion_names_applicant", field=field))
        if any(name in plain for name in _parties(request)):
            reasons.append(Refused("conversion_names_party", field=field))
        found = dict.fromkeys(hit.kind for hit in screen(text, on=on) if hit.level == BLOCK)
        names = [KINDS[kind].label if kind in KINDS else kind for kind in found]
        reasons += [Refused("conversion_private", field=field, what=name) for name in names]
    return reasons


def anonymised(request: Request, text: str) -> str:
    """A reply as it may be shown to all: without its addressee and without who asked."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and lines[0].rstrip("：:") == request.applicant.name:
        lines = lines[1:]
    return without_applicant(request, "\n".join(lines))


def _parties(request: Request) -> list[str]:
    names = [_plain(one.name) for one in request.consultations.all() if one.whom == "third_party"]
    return [name for name in names if len(name) >= _SHORTEST]


def _plain(text: str) -> str:
    return "".join(text.split())
