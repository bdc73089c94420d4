"""Blacking out files of a case (遮盖): found, marked, made with proof, looked at by another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from gongkai.work.files.actions.store import store
from gongkai.work.files.kinds import extension_of
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.models.ending import Archive
from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.redactions import SOURCES, look_at, plan_hash
from gongkai.work.foi.redact.make import EDITION, redact
from gongkai.work.foi.redact.marks import Mark, Redacted, mark_of, refuse_unfit
from gongkai.work.foi.redact.proof import Check
from gongkai.work.journal.deeds import Act, Refused, day_of, deed
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may

_HANDLE, _APPROVE = "foi.handle", "foi.approve"
_State = Redaction.State


def begin_redaction(*, file: RequestFile, by: Person, at: datetime) -> Redaction:
    """A draft for marking the file; the one that is open if there is one.

    After a return the places of the last one are marked again; words that were searched for are
    not, since they were not kept.
    """
    place = file.request.organisation
    with deed("foi.begin_redaction", by=by, at=at, power=_HANDLE, organisation=place) as act:
        _refuse_archived(file.request)
        if file.role not in SOURCES:
            raise Refused("redact_role")
        list(Request.objects.select_for_update().filter(pk=file.request_id))
        rows = Redaction.objects.filter(source=file)
        made = rows.filter(state=_State.DRAFT).first()
        if made is None:
            last = rows.filter(state=_State.RETURNED).order_by("-id").first()
            made = Redaction(source=file, source_sha256=file.file.sha256, begun_at=at, begun_by=by)
            made.plan = {"marks": _marks_again(last), "seen": []}
            made.save(force_insert=True)
        act.target, act.detail = made, {"number": file.request.number}
    return made


def mark(
    *,
    redaction: Redaction,
    by: Person,
    at: datetime,
    add: Sequence[Mark] = (),
    drop: Collection[int] = (),
    seen: Collection[int] | None = None,
) -> Redaction:
    """Add marks to a draft, drop those at the places `drop` of its list, say which pages were seen.

    What is marked twice stays once. The journal gets the number of marks and none of their words.
    """
    refuse_unfit(add)
    with _working("foi.mark_redaction", redaction, by, at) as (act, held):
        rows = [row for place, row in enumerate(held.plan.get("marks", [])) if place not in drop]
        for one in add:
            # A box is a list once it was kept.
            row = one.as_json() | ({"box": list(one.box)} if one.box else {})
            rows += [row] if row not in rows else []
        pages = held.plan.get("seen", []) if seen is None else sorted(set(seen))
        held.plan = {"marks": rows, "seen": pages}
        held.save(update_fields=["plan"])
        act.detail["marks"] = len(rows)
    redaction.refresh_from_db()
    return redaction


def make_redaction(
    *,
    redaction: Redaction,
    by: Person,
    at: datetime,
    nothing: bool = False,
    as_seen: str = "",
) -> Redaction:
    """Make the file without what is marked, prove it, and keep it for somebody else to look at.

    `nothing` says that nothing needs to be marked: then only what lies beside the text goes.
    `as_seen` is the `plan_hash` of the marks that the maker saw. If the proof fails nothing is
    kept. What was searched for is forgotten once the file is there.
    """
    place = redaction.source.request.organisation
    if not may(by, _HANDLE, place, day_of(at)):
        raise Refused("no_power", power=_HANDLE, organisation=place, person=by)
    asked = Redaction.objects.get(pk=redaction.pk)
    if as_seen and plan_hash(asked) != as_seen:
        raise Refused("redact_changed")
    plan = asked.plan
    marks = [mark_of(row) for row in plan.get("marks", [])]
    if not marks and not nothing:
        raise Refused("redact_nothing_marked")
    # The work takes seconds; the database is held only afterwards.
    made, checks = _made(redaction.source, marks, plan.get("seen", []))
    with _working("foi.make_redaction", redaction, by, at) as (act, held):
        if held.plan != plan:
            raise Refused("redact_changed")
        _keep(held, made, checks, by, at)
        act.detail |= {
            "places": len(made.places), "checks": len(checks),
            "source": held.source_sha256, "result": held.result_sha256,
        }  # fmt: skip
    redaction.refresh_from_db()
    return redaction


def approve_redaction(*, redaction: Redaction, by: Person, at: datetime) -> RequestFile:
    """Somebody else than its maker has looked at the file: it may be given to the applicant."""
    with _looking("foi.approve_redaction", redaction, by, at) as held:
        _refuse_archived(held.source.request)
        result = held.result
        assert result is not None
        read_bytes(result.file)
        if result.file.sha256 != held.result_sha256:
            raise Refused("redact_result_changed")
        _decide(held, _State.APPROVED, by, at, "")
        given = RequestFile.objects.create(
            request=result.request, file=result.file, role=RequestFile.Role.GIVEN,
            made_from=result, at=at, by=by,
        )  # fmt: skip
    redaction.refresh_from_db()
    return given


def return_redaction(*, redaction: Redaction, by: Person, at: datetime, opinion: str) -> Redaction:
    """Send it back with what is wrong about it; it is never given."""
    with _looking("foi.return_redaction", redaction, by, at) as held:
        if not opinion.strip():
            raise Refused("redact_return_without_reason")
        _decide(held, _State.RETURNED, by, at, " ".join(opinion.split()))
    redaction.refresh_from_db()
    return redaction


def discard_redaction(*, redaction: Redaction, by: Person, at: datetime) -> Redaction:
    """Give up a draft, or a file that nobody has decided on."""
    with _working("foi.discard_redaction", redaction, by, at, _State.DRAFT, _State.MADE) as (
        _,
        held,
    ):
        held.state, held.plan = _State.DISCARDED, {}
        held.save(update_fields=["state", "plan"])
    redaction.refresh_from_db()
    return redaction


@contextmanager
def _working(
    verb: str,
    redaction: Redaction,
    by: Person,
    at: datetime,
    *states: str,
    power: str = _HANDLE,
) -> Iterator[tuple[Act, Redaction]]:
    """The deed on a redaction that is held against everybody else and is in one of `states`,
    which without a word is a draft."""
    place = redaction.source.request.organisation
    with deed(verb, by=by, at=at, power=power, organisation=place) as act:
        rows = Redaction.objects.select_for_update(of=("self",))
        held = rows.select_related("source__request", "source__file").get(pk=redaction.pk)
        if held.state not in (states or (_State.DRAFT,)):
            raise Refused("redact_state", state=held.get_state_display())
        act.target, act.detail = held, {"number": held.source.request.number}
        yield act, held


@contextmanager
def _looking(verb: str, redaction: Redaction, by: Person, at: datetime) -> Iterator[Redaction]:
    with _working(verb, redaction, by, at, _State.MADE, power=_APPROVE) as (_, held):
        if by.pk == held.made_by_id:
            raise Refused("redact_own")
        yield held


def _decide(held: Redaction, state: str, by: Person, at: datetime, opinion: str) -> None:
    held.state, held.decided_by, held.decided_at, held.opinion = state, by, at, opinion
    held.save(update_fields=["state", "decided_by", "decided_at", "opinion"])


def _made(
    source: RequestFile, marks: Sequence[Mark], seen: Collection[int]
) -> tuple[Redacted, tuple[Check, ...]]:
    data, extension = read_bytes(source.file), extension_of(source.file.name)
    unread = [leaf.number for leaf in look_at(source).leaves if not leaf.is_read]
    if unseen := [number for number in unread if number not in seen]:
        raise Refused("redact_page_unseen", pages=unseen)
    return redact(extension, data, marks)


def _keep(
    held: Redaction, made: Redacted, checks: Sequence[Check], by: Person, at: datetime
) -> None:
    request = held.source.request
    _refuse_archived(request)
    number = request.files.filter(role=RequestFile.Role.REDACTED).count() + 1
    # The name of the original can hold what must go; so it is not carried over.
    name = f"{request.number}-提供件{number}.{made.extension}"
    stored = store(name=name, data=made.data, by=by, at=at, organisation=request.organisation)
    held.result = RequestFile.objects.create(
        request=request, file=stored, role=RequestFile.Role.REDACTED, made_from=held.source,
        at=at, by=by,
    )  # fmt: skip
    held.state, held.plan, held.edition = _State.MADE, {}, EDITION
    held.places = [_without_blanks(asdict(one)) for one in made.places]
    held.checks = [one.as_json() for one in checks]
    held.remarks = [list(one) for one in made.remarks]
    held.result_sha256, held.made_at, held.made_by = stored.sha256, at, by
    held.save()


def _without_blanks(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value}


def _marks_again(last: Redaction | None) -> list[dict[str, Any]]:
    """Places as marks: of a line the page follows from its key, only a box needs it."""
    places = [] if last is None else last.places
    kept = ("ground", "key", "start", "end", "box", "page")
    return [
        {name: one[name] for name in kept if name in one and (name != "page" or "box" in one)}
        for one in places
    ]


def _refuse_archived(request: Request) -> None:
    if Archive.objects.filter(request=request).exists():
        raise Refused("redact_archived")
