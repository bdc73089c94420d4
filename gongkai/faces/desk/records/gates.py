"""Who may open the pages of records, and the day on which they look at them."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from gongkai.work.journal.deeds import day_of
from gongkai.work.org.models.person import Person
from gongkai.work.org.powers import may, organisations_for
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.visible import records_for, sees_drafts

READS = ("record.view", "finding.raise")
_REVIEWS = ("record.review_first", "record.review_second", "record.review_final")


def visitor(request: HttpRequest) -> tuple[Person, date]:
    """Who is logged in, and today."""
    if not isinstance(request.user, Person):
        raise PermissionDenied("请先登录。")
    return request.user, day_of(timezone.now())


def reader(request: HttpRequest) -> tuple[Person, date]:
    """Somebody who works on records or inspects them."""
    person, on = visitor(request)
    if not organisations_for(person, READS, on).exists():
        raise PermissionDenied("信息发布由各单位的信息员、审核人和政务公开办办理。")
    return person, on


def reviewer(request: HttpRequest) -> tuple[Person, date]:
    """Somebody who holds one of the three reviews."""
    person, on = visitor(request)
    if not organisations_for(person, _REVIEWS, on).exists():
        raise PermissionDenied("只有一审、二审、三审人员可以打开审核列表。")
    return person, on


def record_of(request: HttpRequest, pk: int) -> Record:
    """A record that the visitor may know of; others' drafts do not exist."""
    return get_object_or_404(records_for(*visitor(request)), pk=pk)


def draft_of(request: HttpRequest, pk: int) -> Record:
    """A record that the visitor may write on."""
    record = record_of(request, pk)
    allow(request, record, "record.draft", "只有本单位的信息员可以起草和修改信息。")
    return record


def inner_of(request: HttpRequest, pk: int) -> Record:
    """A record whose drafts the visitor may read; anybody else only knows what is public of it."""
    record = record_of(request, pk)
    person, on = visitor(request)
    if not sees_drafts(person, record, on):
        raise PermissionDenied("审核在起草单位内进行，只有本单位的人可以打开。")
    return record


def allow(request: HttpRequest, record: Record, power: str, sentence: str) -> None:
    """Refuse with the sentence unless the visitor has the power over the record's organisation."""
    person, on = visitor(request)
    if not may(person, power, record.organisation, on):
        raise PermissionDenied(sentence)


def office_day(request: HttpRequest) -> date:
    """Today, for somebody who keeps the catalogue."""
    person, on = visitor(request)
    if not may(person, "catalogue.edit", None, on):
        raise PermissionDenied("只有政务公开办可以维护公开目录。")
    return on
