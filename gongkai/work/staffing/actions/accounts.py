"""Opening and closing accounts."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.person import Person

# Not a name that an account can be opened under, so that nobody takes it.
_MACHINE = "@import"
_USERNAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,39}")


def open_account(
    *, username: str, name: str, password: str, by: Person | None, at: datetime, phone: str = ""
) -> Person:
    """Open an account; what it may do is decided by the posts given to it later."""
    if not _USERNAME.fullmatch(username):
        raise Refused("username_unfit", username=username)
    if not name.strip():
        raise Refused("name_missing")
    _refuse_weak(password, Person(username=username, name=name))
    try:
        with deed("account.open", by=by, at=at, power="person.edit") as act:
            if Person.objects.filter(username=username).exists():
                raise Refused("username_taken", username=username)
            person = Person.objects.create_user(username, password, name=name.strip(), phone=phone)
            act.target = person
            act.detail["username"] = username
    except IntegrityError as error:
        raise Refused("username_taken", username=username) from error
    return person


def machine_account(*, at: datetime) -> Person:
    """Who stands as the writer of what the command line brings in: nobody can log in with it.

    It holds no post and so has no power; the commands act without one.
    """
    known = Person.objects.filter(username=_MACHINE).first()
    if known is not None:
        return known
    with deed("account.open", by=None, at=at, power=None) as act:
        act.target = person = Person.objects.create_user(_MACHINE, name="批量导入")
        act.detail["username"] = _MACHINE
    return person


def set_password(*, person: Person, password: str, by: Person | None, at: datetime) -> Person:
    """Set a new password; everybody may set their own."""
    _refuse_weak(password, person)
    power = None if by == person else "person.edit"
    with deed("account.set_password", by=by, at=at, power=power, target=person):
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def close_account(*, person: Person, by: Person | None, at: datetime) -> Person:
    """Close an account; its deeds stay in the journal under its name."""
    if not person.is_active:
        raise Refused("account_closed", person=person)
    with deed("account.close", by=by, at=at, power="person.edit", target=person):
        person.is_active = False
        person.save(update_fields=["is_active"])
    return person


def _refuse_weak(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        sentences = tuple(text.rstrip("。") for text in error.messages)
        raise Refused("password_weak", sentences=sentences) from error
