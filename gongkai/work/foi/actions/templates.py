"""The wording of letters as an office writes it; text with places, and never anything to run."""

from __future__ import annotations

import re
from datetime import datetime

from gongkai.rules.letters import find_letter, wording_flaws
from gongkai.rules.letters.kinds import PLACE
from gongkai.rules.letters.kinds import Letter as Kind
from gongkai.work.foi.models.letter import LetterTemplate
from gongkai.work.foi.queries.wording import wording_of
from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person

LONGEST = 5000
_AROUND = 8
_BRACE = re.compile(r"[{}]")


def set_wording(
    *, organisation: Organisation, kind: str, text: str, by: Person, at: datetime
) -> LetterTemplate:
    """Give a kind of letter another wording in one organisation.

    Letters that are drafted or approved from now on have it; approved ones stay as they are. The
    journal keeps every wording. Refused with everything that is wrong with it.
    """
    letter = find_letter(kind)
    wording = _tidy(text)
    with deed(
        "foi.template.set", by=by, at=at, power="foi.approve", organisation=organisation
    ) as act:
        if reasons := wording_reasons(letter, wording):
            raise Refused("template_unfit", reasons=reasons)
        if wording == wording_of(organisation, letter).strip():
            raise Refused("template_same")
        template, _ = LetterTemplate.objects.update_or_create(
            organisation=organisation,
            kind=kind,
            defaults={"text": wording, "changed_at": at, "changed_by": by},
        )
        act.target = template
        act.detail = {"kind": kind, "text": wording}
    return template


def restore_wording(*, organisation: Organisation, kind: str, by: Person, at: datetime) -> None:
    """Go back to the wording of the product."""
    letter = find_letter(kind)
    with deed(
        "foi.template.restore", by=by, at=at, power="foi.approve", organisation=organisation
    ) as act:
        own = LetterTemplate.objects.filter(organisation=organisation, kind=kind).first()
        if own is None:
            raise Refused("template_not_changed")
        own.delete()
        act.detail = {"kind": kind, "text": letter.text}


def wording_reasons(letter: Kind, text: str) -> list[Refused]:
    """All that keeps a wording from being used; empty if nothing does."""
    reasons = [
        Refused(f"template_{one.code}", what=one.what) for one in wording_flaws(letter, text)
    ]
    if len(text) > LONGEST:
        reasons.append(Refused("template_too_long", length=len(text), limit=LONGEST))
    if stray := _stray_brace(text):
        reasons.append(Refused("template_braces", what=stray))
    return reasons


def _stray_brace(text: str) -> str:
    """Where a brace stands alone: what looks like a place and would leave as it is."""
    plain = PLACE.sub("", text)
    found = _BRACE.search(plain)
    return plain[max(0, found.start() - _AROUND) : found.end() + _AROUND] if found else ""


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    return "\n".join(lines).strip()
