"""The marks of publications, by all that was ever published of their records, and their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongkai.rules.disclosure_terms import due_for
from gongkai.rules.document import LATE, Claim, MarkReason, mark_reasons
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.queries.terms import Line, line_of, lines

_OWN = ("record_id", "published_on", "formed_on", "due_on", "is_late", "marks")
_OF_VERSION = (
    "issued_on", "effective_on", "expires_on", "first_public_on", "document_number",
    "document_kind", "matter",
)  # fmt: skip
_OF_ITEM = ("item_id", "item__workdays")


def claim_of(
    version: Version, due_on: date | None, published_on: date, line: Line | None = None
) -> Claim:
    """What the version claims if it is published on that day.

    `line` spares the queries where many are published at once.
    """
    item, formed_on = version.item, version.formed_on
    assert item is not None and formed_on is not None
    facts = {name: getattr(version, name) for name in _OF_VERSION}
    if line is None and _begins_earlier(facts["issued_on"], formed_on):
        line = line_of(item)
    facts |= {"published_on": published_on, "formed_on": formed_on, "due_on": due_on}
    return _claim(facts, item.workdays, line or ())


def claims_of(records: Iterable[int]) -> dict[int, list[Claim]]:
    """All that was ever published of each of the records, the first publication first.

    One query, or two where documents bear a date before the day of their formation.
    """
    fields = (*_OWN, *(f"version__{name}" for name in _OF_VERSION), *_OF_ITEM)
    rows = Publication.objects.filter(record__in=list(records)).order_by("id").values(*fields)
    found: dict[int, list[Claim]] = defaultdict(list)
    line_by_item: Mapping[int, Line] | None = None
    for row in rows:
        facts = {name.removeprefix("version__"): value for name, value in row.items()}
        line: Line = ()
        if _begins_earlier(facts["issued_on"], facts["formed_on"]):
            line_by_item = lines() if line_by_item is None else line_by_item
            line = line_by_item.get(facts["item_id"], ())
        found[facts["record_id"]].append(_claim(facts, facts["item__workdays"], line))
    return found


def reasons_of(publication: Publication) -> list[MarkReason]:
    """Why the publication bears its marks, in their order. What no claim tells is left out."""
    claims = claims_of([publication.record_id])[publication.record_id]
    place = publication.record.publications.filter(pk__lt=publication.pk).count()
    found = mark_reasons(claims[place], claims[:place])
    borne = marks_borne(publication)
    return [one for mark in borne for one in found if one.mark == mark]


def reasons_if_published(version: Version, due_on: date, on: date) -> list[MarkReason]:
    """The same for a version that is not public yet, if it came out on that day."""
    before = claims_of([version.record_id]).get(version.record_id, [])
    return list(mark_reasons(claim_of(version, due_on, on), before))


def marks_borne(publication: Publication) -> list[str]:
    """The codes of its marks; what was published before there were any may be late all the same."""
    if publication.is_late and LATE not in publication.marks:
        return [LATE, *publication.marks]
    return list(publication.marks)


def _begins_earlier(issued_on: date | None, formed_on: date) -> bool:
    return issued_on is not None and issued_on < formed_on


def _claim(facts: Mapping[str, Any], workdays: int, line: Line) -> Claim:
    issued_on, formed_on, due_on = facts["issued_on"], facts["formed_on"], facts["due_on"]
    terms = [(formed_on, due_on)] if due_on is not None else []
    if _begins_earlier(issued_on, formed_on):
        due = due_for(issued_on, codes=line, matter=facts["matter"], workdays=workdays)
        terms.append((issued_on, due.on))
    known, was_late = facts.get("marks", []), facts.get("is_late", False)
    late = [LATE] if was_late and LATE not in known else []
    return Claim(
        published_on=facts["published_on"],
        formed_on=formed_on,
        terms=tuple(terms),
        issued_on=issued_on,
        effective_on=facts["effective_on"],
        expires_on=facts["expires_on"],
        first_public_on=facts["first_public_on"],
        document_number=facts["document_number"],
        is_document=bool(facts["document_number"] or facts["document_kind"]),
        marks=(*late, *known),
        is_late=was_late,
    )
