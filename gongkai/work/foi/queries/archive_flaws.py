"""What keeps a case from being archived, in the words of refusals."""

from __future__ import annotations

from gongkai.rules.letters import find_letter
from gongkai.work.foi.models.ending import Challenge, Conversion
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import Refused

_STATE = Letter.State
_UNFINISHED = (_STATE.DRAFT, _STATE.RETURNED, _STATE.SUBMITTED, _STATE.APPROVED)


def why_not_archive(request: Request) -> list[Refused]:
    """All reasons why the case cannot be archived now; empty if it can."""
    if request.ended_on is None:
        return [Refused("archive_not_ended", number=request.number)]
    letters = request.letters.filter(state__in=_UNFINISHED)
    reasons = [
        Refused(
            "archive_letter_open",
            letter=find_letter(one.kind).name, state=one.get_state_display(),
        )
        for one in letters
    ]  # fmt: skip
    if not Conversion.objects.filter(request=request).exists():
        reasons.append(Refused("archive_unreviewed"))
    reasons += [_open_challenge(one) for one in request.challenges.all() if _is_open(one)]
    return reasons


def _is_open(one: Challenge) -> bool:
    waits = one.redo_due_on is not None and one.redone_on is None
    return waits or one.result == Challenge.Result.PENDING


def _open_challenge(one: Challenge) -> Refused:
    if one.result == Challenge.Result.PENDING:
        return Refused("archive_challenge_open", kind=one.get_kind_display())
    return Refused("archive_redo_open", kind=one.get_kind_display(), due=one.redo_due_on)
