"""Other names by which plans and letters know an organisation."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from gongkai.work.journal.deeds import Refused, deed
from gongkai.work.org.models.organisation import Group, Name, Organisation
from gongkai.work.org.models.person import Person


def add_alias(*, organisation: Organisation, text: str, by: Person | None, at: datetime) -> Name:
    """Let `text` lead to `organisation`; a second time it changes nothing."""
    text = "".join(text.split())
    if not text:
        raise Refused("name_missing")
    known = Name.objects.filter(text=text, organisation=organisation).first()
    if known is not None:
        return known
    with deed("name.add", by=by, at=at, power="org.edit", organisation=organisation) as act:
        refuse_taken(text)
        if Name.objects.filter(text=text).exists():
            # A former name of another body: two would answer to it, and nobody could tell which.
            raise Refused("name_taken", name=text)
        act.target = name = Name.objects.create(
            organisation=organisation, text=text, kind=Name.Kind.ALIAS
        )
        act.detail["text"] = text
    return name


def remove_alias(*, name: Name, by: Person | None, at: datetime) -> None:
    """Forget an alias that led to the wrong organisation; former names are never forgotten."""
    if name.kind != Name.Kind.ALIAS:
        raise Refused("name_is_former", name=name.text)
    with deed("name.remove", by=by, at=at, power="org.edit", organisation=name.organisation) as act:
        act.detail["text"] = name.text
        name.delete()


def refuse_taken(name: str, *, except_for: Organisation | None = None) -> None:
    """Raise Refused if `name` today means another organisation or a group.

    A name that somebody bore formerly is free again: dates tell the two apart.
    """
    bearers = Organisation.objects.filter(
        Q(name=name) | Q(short_name=name) | Q(names__text=name, names__kind=Name.Kind.ALIAS)
    )
    if except_for is not None:
        bearers = bearers.exclude(pk=except_for.pk)
    bearer = bearers.first()
    if bearer is not None:
        raise Refused("name_taken", name=name, organisation=bearer)
    if Group.objects.filter(name=name).exists():
        raise Refused("name_is_a_group", name=name)
