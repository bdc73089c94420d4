"""Reconsiderations and suits about a case: notice, answer, result, and a new reply if ordered.

The request itself is never opened again: what was counted stays counted, and the decision, not the
regulation, sets the term of a new reply (docs/adr/0022-corrected-replies.md).
"""

from __future__ import annotations

from datetime import date, datetime

from gongkai.rules.foi.after import answer_by
from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import extension_of
from gongkai.work.foi.actions.happen import locked
from gongkai.work.foi.models.ending import Challenge, ChallengePaper
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.org.models.person import Person

_KIND, _RESULT = Challenge.Kind, Challenge.Result
_NOTICE, _ANSWER, _DECISION = "受理通知", "提交的答复", "决定或者判决"
Paper = tuple[str, bytes]


def register_challenge(
    *,
    request: Request,
    kind: str,
    body: str,
    notified_on: date,
    by: Person,
    at: datetime,
    number: str = "",
    follows: Challenge | None = None,
    note: str = "",
    file: Paper | None = None,
) -> Challenge:
    """Write down that a notice came; the day to answer follows from the law.

    `follows` is the decided reconsideration against whose decision a suit is brought. Raises
    Refused with everything that is wrong.
    """
    organisation = request.organisation
    with deed("foi.challenge", by=by, at=at, power="foi.handle", organisation=organisation) as act:
        held = locked(request)
        today = day_of(at)
        if reasons := _unfit(
            held, kind=kind, body=body, on=notified_on, follows=follows, today=today
        ):
            raise Refused("challenge_unfit", reasons=reasons)
        challenge = Challenge.objects.create(
            request=held,
            kind=kind,
            body=" ".join(body.split()),
            number=" ".join(number.split()),
            notified_on=notified_on,
            answer_due_on=answer_by(kind, notified_on),
            follows=follows if kind == _KIND.AFTER else None,
            note=" ".join(note.split()),
            at=at,
            by=by,
        )
        _keep(challenge, _NOTICE, file, by, at)
        act.target = held
        act.detail = {"number": held.number, "kind": kind, "on": notified_on.isoformat()}
    return challenge


def answer_challenge(
    *, challenge: Challenge, on: date, by: Person, at: datetime, file: Paper | None = None
) -> Challenge:
    """Write down that the agency handed in its answer."""
    with deed(
        "foi.challenge.answer", by=by, at=at, power="foi.handle",
        organisation=challenge.request.organisation,
    ) as act:  # fmt: skip
        held = _held(challenge)
        if held.answered_on is not None:
            raise Refused("challenge_answered_already", on=held.answered_on)
        _refuse_days(held.notified_on, on, day_of(at))
        held.answered_on = on
        held.save(update_fields=["answered_on"])
        _keep(held, _ANSWER, file, by, at)
        act.target = held.request
        act.detail = {"number": held.request.number, "on": on.isoformat()}
    challenge.refresh_from_db()
    return challenge


def decide_challenge(
    *,
    challenge: Challenge,
    result: str,
    on: date,
    by: Person,
    at: datetime,
    redo_due_on: date | None = None,
    note: str = "",
    file: Paper | None = None,
) -> Challenge:
    """Write down the result; `redo_due_on` is the last day for the new reply that it orders."""
    with deed(
        "foi.challenge.decide", by=by, at=at, power="foi.handle",
        organisation=challenge.request.organisation,
    ) as act:  # fmt: skip
        held = _held(challenge)
        _refuse_result(held, result, on, redo_due_on)
        _refuse_days(held.notified_on, on, day_of(at))
        held.result, held.decided_on, held.redo_due_on = result, on, redo_due_on
        held.note = " ".join(note.split()) or held.note
        held.save(update_fields=["result", "decided_on", "redo_due_on", "note"])
        _keep(held, _DECISION, file, by, at)
        act.target = held.request
        act.detail = {"number": held.request.number, "result": result, "on": on.isoformat()}
    challenge.refresh_from_db()
    return challenge


def _held(challenge: Challenge) -> Challenge:
    locked(challenge.request)
    return Challenge.objects.select_related("request").get(pk=challenge.pk)


def _unfit(
    request: Request, *, kind: str, body: str, on: date, follows: Challenge | None, today: date
) -> list[Refused]:
    reasons = []
    if kind not in _KIND.values:
        reasons.append(Refused("challenge_kind_unknown"))
    if not body.strip():
        reasons.append(Refused("challenge_without_body"))
    if kind == _KIND.AFTER and not _may_be_followed(request, follows):
        reasons.append(Refused("challenge_follows_nothing"))
    earliest = follows.decided_on if kind == _KIND.AFTER and follows else request.received_on
    if on > today:
        reasons.append(Refused("challenge_to_come", on=on))
    elif earliest is not None and on < earliest:
        reasons.append(Refused("challenge_too_early", on=on, earliest=earliest))
    return reasons


def _may_be_followed(request: Request, follows: Challenge | None) -> bool:
    return (
        follows is not None
        and follows.request_id == request.pk
        and follows.kind == _KIND.RECONSIDERATION
        and follows.decided_on is not None
    )


def _refuse_result(held: Challenge, result: str, on: date, redo_due_on: date | None) -> None:
    if held.result != _RESULT.PENDING:
        raise Refused("challenge_decided_already", result=held.get_result_display())
    if result not in _RESULT.values or result == _RESULT.PENDING:
        raise Refused("challenge_result_unknown")
    if redo_due_on is not None and result != _RESULT.CORRECTED:
        raise Refused("challenge_redo_unfit")
    if redo_due_on is not None and redo_due_on < on:
        raise Refused("challenge_redo_early", due=redo_due_on, on=on)


def _refuse_days(earliest: date, on: date, today: date) -> None:
    if on > today:
        raise Refused("challenge_to_come", on=on)
    if on < earliest:
        raise Refused("challenge_too_early", on=on, earliest=earliest)


def _keep(challenge: Challenge, what: str, file: Paper | None, by: Person, at: datetime) -> None:
    """Its own name could tell who is who, so the paper gets one of ours."""
    if file is None:
        return
    name, data = f"{what}.{extension_of(file[0])}", file[1]
    stored = store(name=name, data=data, by=by, at=at, organisation=challenge.request.organisation)
    ChallengePaper.objects.create(challenge=challenge, file=stored, what=what, at=at, by=by)
