"""Requests that applicants write on the public pages: begun, written on, kept, sent, erased.

Nobody is logged in there. Whoever holds a draft by its secret may do all of this with it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from gongkai.work.foi.actions.handed_in import Handed, checked
from gongkai.work.foi.actions.limits import refuse_too_many, refuse_twice
from gongkai.work.foi.actions.register import Registered, register
from gongkai.work.foi.models.draft import MOST_FILES, Draft, DraftFile
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import Act, Refused, deed
from gongkai.work.journal.seal import new_secret, secret_hash
from gongkai.work.org.models.organisation import Organisation

LASTS = timedelta(days=30)
"""How long a draft stays after it was last written on; our choice, told on its page."""
RECEIPT_LASTS = timedelta(minutes=30)
"""How long the receipt of a sent draft can be looked at, printed and saved."""
_LONGEST = 20_000
_PERSON = ("kind", "name", "identity_kind", "identity", "contact", "phone", "email", "address")
_WANTED = ("wanted", "document_number", "form", "way")
_HELP = "needs_help"
FIELDS = frozenset({*_PERSON, *_WANTED, _HELP})
"""What may be written in a draft, all as text; `needs_help` is "yes" or empty."""


def begin(*, at: datetime, organisation: Organisation | None = None) -> Draft:
    """A new draft, empty."""
    with deed("foi.draft.begin", by=None, at=at, power=None) as act:
        number = f"CG-{new_secret()[:9]}"
        draft = Draft.objects.create(
            number=number, organisation=organisation, begun_at=at, erase_after=at + LASTS
        )
        act.target = draft
    return draft


def write(
    *,
    draft: Draft,
    at: datetime,
    values: Mapping[str, str] | None = None,
    organisation: Organisation | None = None,
) -> Draft:
    """Keep what was typed as it was typed, right or wrong; what is not named stays as it is."""
    with _open("foi.draft.write", draft, at) as (_, held):
        known = {name: text for name, text in (values or {}).items() if name in FIELDS}
        # No database keeps a nought sign; so much of a text is more than anybody may send.
        held.values |= {n: text.replace("\0", "")[:_LONGEST] for n, text in known.items()}
        held.organisation = organisation or held.organisation
        held.save()
    draft.refresh_from_db()
    return draft


def add_file(*, draft: Draft, role: str, name: str, data: bytes, at: datetime) -> DraftFile:
    """Keep a file with the draft, sealed; a new proof of identity takes the place of the old."""
    tidy = checked(name, data)
    with _open("foi.draft.file", draft, at) as (_, held):
        there = DraftFile.objects.filter(draft=held, role=role)
        if role == DraftFile.Role.PROOF:
            there.delete()
        elif there.count() >= MOST_FILES:
            raise Refused("foi_files_too_many", most=MOST_FILES)
        content = base64.b64encode(data).decode()
        return DraftFile.objects.create(
            draft=held, role=role, name=tidy, size=len(data), content=content, at=at
        )


def drop_file(*, draft: Draft, pk: int, at: datetime) -> None:
    """Take a file out of the draft."""
    with _open("foi.draft.drop_file", draft, at) as (_, held):
        DraftFile.objects.filter(draft=held, pk=pk).delete()


def keep(*, draft: Draft, at: datetime) -> str:
    """Give the draft a new secret and return it; nobody can show it again."""
    secret = new_secret()
    with _open("foi.draft.keep", draft, at) as (_, held):
        held.secret_hash = secret_hash(secret)
        held.save()
    draft.refresh_from_db()
    return secret


def discard(*, draft: Draft, at: datetime) -> None:
    """Erase a draft, or what is left of one that was sent."""
    with deed("foi.draft.discard", by=None, at=at, power=None):
        Draft.objects.filter(pk=draft.pk).delete()


def send(*, draft: Draft, at: datetime, again: bool = False) -> Registered:
    """Register what the draft says and empty it; its receipt can be looked at for a while.

    `again`: the same applicant wants the same once more within a day. Raises Refused; the draft
    then stays as it is.
    """
    with _open("foi.draft.send", draft, at) as (act, held):
        if held.organisation is None:
            raise Refused("foi_draft_without_organisation")
        person = {name: held.values.get(name, "") for name in _PERSON}
        wanted: dict[str, Any] = {name: held.values.get(name, "") for name in _WANTED}
        wanted[_HELP] = held.values.get(_HELP) == "yes"
        if not again:
            refuse_twice(held.organisation, person, wanted["wanted"], at)
        refuse_too_many(held.organisation, person, at)
        sent = register(
            organisation=held.organisation, channel=Request.Channel.ONLINE, applicant=person,
            wanted=wanted, by=None, at=at, files=_files(held),
        )  # fmt: skip
        _empty(held, sent, at)
        act.detail = {"number": sent.request.number}
    draft.refresh_from_db()
    return sent


def erase_old_drafts(*, at: datetime) -> int:
    """Erase the drafts whose time is over, sent or not; returns how many."""
    with deed("foi.draft.erase", by=None, at=at, power=None) as act:
        old = Draft.objects.filter(erase_after__lte=at)
        erased = old.count()
        old.delete()
        act.detail = {"erased": erased}
    return erased


@contextmanager
def _open(verb: str, draft: Draft, at: datetime) -> Iterator[tuple[Act, Draft]]:
    """An act on a draft that is not sent and not over; it lasts anew from this moment."""
    with deed(verb, by=None, at=at, power=None) as act:
        lasting = Q(pk=draft.pk, erase_after__gt=at)
        held = Draft.objects.select_for_update(of=("self",)).filter(lasting).first()
        if held is None:
            raise Refused("foi_draft_over")
        if held.request_id is not None:
            raise Refused("foi_draft_sent")
        held.erase_after = at + LASTS
        act.target = held
        yield act, held


def _files(draft: Draft) -> list[Handed]:
    """All files, the proof of identity first."""
    first = sorted(draft.files.all(), key=lambda one: (one.role != DraftFile.Role.PROOF, one.pk))
    return [(one.name, base64.b64decode(one.content)) for one in first]


def _empty(draft: Draft, sent: Registered, at: datetime) -> None:
    draft.files.all().delete()
    draft.values, draft.secret_hash = {}, ""
    draft.request, draft.receipt = sent.request, sent.secret
    draft.erase_after = at + RECEIPT_LASTS
    draft.save()
