"""What anybody may do without an account: say something about a draft.

Source: 重大行政决策程序暂行条例 第十五条.

Numbers have no gaps, so those who speak at one moment follow one another; each holds the
consultation for one short transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import OperationalError, connection

from gongkai.rules.decisions import comment as rules
from gongkai.work.decisions.actions.attach import (
    KINDS,
    LARGEST_FILE,
    MOST_FILES,
    Handed,
    attach,
    checked,
)
from gongkai.work.decisions.actions.intake import Said, held, refuse_closed, take_in
from gongkai.work.decisions.models.consultation import Clause, Consultation
from gongkai.work.decisions.models.opinion import Opinion
from gongkai.work.journal.deeds import Refused, day_of, deed
from gongkai.work.journal.seal import new_secret, secret_hash, secret_of

__all__ = [
    "KINDS", "LARGEST_FILE", "LONGEST", "LONGEST_NAME", "MOST_FILES", "PORTAL", "Commented",
    "clause_of", "comment", "patiently",
]  # fmt: skip
PORTAL = "portal"
LONGEST, LONGEST_NAME = rules.WEB_LIMIT, 100
_TRIES = 5
Done = TypeVar("Done")


@dataclass(frozen=True)
class Commented:
    """What was said, and the secret with which its author finds it again; `again`: sent twice."""

    opinion: Opinion
    secret: str
    again: bool = False


def comment(
    *,
    consultation: Consultation,
    text: str,
    at: datetime,
    clause: str = "",
    name: str = "",
    email: str = "",
    files: Sequence[Handed] = (),
    token: str = "",
) -> Commented:
    """Take in what somebody says on a clause ("" is the whole draft); `at` is when it arrived.

    `token` names the form: the same said twice from one form is one opinion. Personal data is
    masked, what is grave waits for a person. Raises Refused with all that is wrong.
    """
    said, who, mail = rules.clean(text), " ".join(name.split()), email.strip()
    fits = _checked(said, who, mail, files)
    sums = [hashlib.sha256(data).hexdigest() for _, data in files]
    form = token.strip() or new_secret()
    secret = secret_of("opinion", str(consultation.pk), form, clause, said, who, mail, *sums)

    def once() -> Commented:
        return _take(
            consultation, clause=clause, text=said, who=(who, mail), files=fits, secret=secret,
            at=at,
        )  # fmt: skip

    return patiently(once)


def patiently(act: Callable[[], Done]) -> Done:
    """Try again where SQLite was busy for longer than it waits; nobody's words are lost for that.

    Within a transaction of somebody else nothing can be tried again.
    """
    for _ in range(_TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if connection.in_atomic_block or "locked" not in str(error):
                raise
    return act()


def _take(
    consultation: Consultation,
    *,
    clause: str,
    text: str,
    who: tuple[str, str],
    files: Sequence[Handed],
    secret: str,
    at: datetime,
) -> Commented:
    hidden = secret_hash(secret)
    place = consultation.decision.organisation
    with deed("opinion.comment", by=None, at=at, power=None, organisation=place) as act:
        here = held(consultation)
        # The index leaves out those without a secret; only so is it used (and not all are read).
        secrets = Opinion.objects.filter(consultation=here).exclude(secret_hash="")
        before = secrets.filter(secret_hash=hidden).order_by().first()
        if before is not None:
            act.target, act.detail = before, {"number": str(before), "again": True}
            return Commented(before, secret, again=True)
        refuse_closed(here, at)
        on = clause_of(here, clause)
        said = Said(text, PORTAL, day_of(at), on, who[0], who[1], hidden)
        (opinion,) = take_in(here, [said], at=at)
        attach(opinion, files, organisation=place, by=None, at=at)
        # Who spoke, and what was said, is no business of the journal's readers.
        act.target, act.detail = opinion, {"number": str(opinion), "clause": clause}
    return Commented(opinion, secret)


def clause_of(consultation: Consultation, key: str) -> Clause | None:
    """The clause with this key; None for the whole draft. Raises Refused."""
    if not key:
        return None
    found = Clause.objects.filter(consultation=consultation, key=key).first()
    if found is None:
        raise Refused("opinion_clause_unknown")
    return found


def _checked(text: str, name: str, email: str, files: Sequence[Handed]) -> list[Handed]:
    """The files under names that tell nothing; Refused with every fault."""
    reasons = [Refused(one.code, **dict(one.values)) for one in rules.faults(text, LONGEST)]
    if len(name) > LONGEST_NAME or len(email) > LONGEST_NAME:
        reasons.append(Refused("opinion_author_long", limit=LONGEST_NAME))
    return checked(files, reasons)
