"""The list of what is public under an item or of an organisation: asked, narrowed, in pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.faces.portal.records.pages import validity_tag
from gongkai.faces.ui.marks import mark_tags
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import Touch
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.queries import shelves
from gongkai.work.records.queries.holdings import Holdings, among, holdings, total
from gongkai.work.records.queries.platform import readable
from gongkai.work.records.queries.public import live, newest
from gongkai.work.records.queries.relations import effect_of, touches
from gongkai.work.records.queries.shelves import Publication

ROWS = 50
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)
# From which share on the items asked for are found quickest by leaving out the others.
_DENSE = 10


@dataclass(frozen=True)
class Shelf:
    """The item with all below it, and every other item of the catalogue.

    `item` is its code, "" for the whole content.
    """

    items: Sequence[CatalogueItem]
    others: Sequence[CatalogueItem] = ()
    item: str = ""


@dataclass(frozen=True)
class Asked:
    """What the reader chose; `unknown` is a code that no organisation has."""

    organisation: Organisation | None
    unknown: str
    year: int | None
    words: str

    @property
    def narrows(self) -> bool:
        """True if something was chosen that may leave things out."""
        return bool(self.organisation or self.year or self.words)


@dataclass(frozen=True)
class Row:
    """One line of the list: its tags, and the files that can be had at once."""

    publication: Publication
    tags: Sequence[Tag]
    files: Sequence[tuple[Attachment, str]]


@dataclass(frozen=True)
class Listing:
    """A page of the list. `download` is the address of the whole as a workbook.

    `this_year` and `late` say how much came in the year of the day, and how much of it too late.
    """

    page: Page[Publication]
    rows: Sequence[Row]
    years: Sequence[int]
    download: str
    this_year: int
    late: int


def asked_of(request: HttpRequest, units: Sequence[Organisation]) -> Asked:
    """What stands in the address; `unit` is the older name of `organisation`."""
    code = _text(request, "organisation") or _text(request, "unit")
    chosen = next((one for one in units if one.code == code), None)
    year = _text(request, "year")
    return Asked(
        organisation=chosen,
        unknown="" if chosen else code,
        year=int(year) if _YEAR.fullmatch(year) else None,
        words=_text(request, "words"),
    )


def units_on(on: date) -> list[tuple[str, list[Organisation]]]:
    """Whom one can choose, by kind in the order of the kinds."""
    found = list(readable(on))
    return [
        (str(label), members)
        for kind, label in Organisation.Kind.choices
        if (members := [one for one in found if one.kind == kind])
    ]


def narrowed(shelf: Shelf, asked: Asked) -> QuerySet[Publication]:
    """What is public on the shelf and asked for, the newest first."""
    return _narrowed(shelf, asked, *_held(shelf, asked))


def listing(request: HttpRequest, shelf: Shelf, asked: Asked, on: date) -> Listing:
    """The page of the list that is asked for; the number of queries does not grow with it."""
    held, whole = _held(shelf, asked)
    found = _narrowed(shelf, asked, held, whole, rows=newest())
    paginator = _Pages(found.values_list("pk", flat=True), ROWS)
    if not asked.words:
        # What is counted already need not be counted again, row by row.
        paginator.count = total(among(held, year=asked.year))
    page = paginator.get_page(request.GET.get("page"))
    this_year = among(held, year=on.year)
    return Listing(
        page=page,
        rows=_rows(list(page), on),
        years=sorted({one.year for one in held} | _one(asked.year), reverse=True),
        download=_download(shelf, asked),
        this_year=total(this_year),
        late=sum(one.late for one in this_year),
    )


def _one(year: int | None) -> set[int]:
    """What was asked for stays among the choices, even if nothing is found."""
    return {year} if year is not None else set()


def _held(shelf: Shelf, asked: Asked) -> tuple[Holdings, Holdings]:
    """How much of the organisation, or of all, is public on the shelf, and how much anywhere."""
    own = asked.organisation.code if asked.organisation else None
    whole = among(holdings(), organisation=own)
    return among(whole, items={one.code for one in shelf.items}), whole


class _Pages(Paginator):  # type: ignore[type-arg]  # of keys, and its pages are of publications
    """Pages found by the keys alone; only what stands on the page is read."""

    def page(self, number: int | str) -> Page[Publication]:
        """The publications of one page, as the public may see them."""
        place = self.validate_number(number)
        keys = list(self.object_list[(place - 1) * self.per_page : place * self.per_page])
        found = live().in_bulk(keys)
        return Page([found[key] for key in keys if key in found], place, self)


def _narrowed(
    shelf: Shelf,
    asked: Asked,
    held: Holdings,
    whole: Holdings,
    rows: QuerySet[Publication] | None = None,
) -> QuerySet[Publication]:
    is_dense = total(held) * _DENSE >= total(whole)
    return shelves.shelf(
        None if is_dense else shelf.items,
        besides=shelf.others if is_dense else (),
        organisation=asked.organisation,
        year=asked.year,
        words=asked.words,
        rows=rows,
    )


def _rows(page: Sequence[Publication], on: date) -> list[Row]:
    touched = touches(one.record_id for one in page)
    files = shelves.files_of(page)
    return [
        Row(
            one,
            [*_validity(one, on, touched.get(one.record_id, [])), *mark_tags(one)],
            [(each, _file_url(one, each)) for each in files.get(one.version_id, ())],
        )
        for one in page
    ]


def _validity(one: Publication, on: date, touched: Sequence[Touch]) -> list[Tag]:
    tag = validity_tag(one.version, effect_of(one.version, on, touched))
    return [tag] if tag is not None else []


def _file_url(one: Publication, file: Attachment) -> str:
    return reverse("portal:record_file", args=[one.index_number, file.file.sha256])


def _download(shelf: Shelf, asked: Asked) -> str:
    given = {
        "item": shelf.item,
        "organisation": asked.organisation.code if asked.organisation else "",
        "year": asked.year or "",
        "words": asked.words,
    }
    query = urlencode({name: value for name, value in given.items() if value})
    return reverse("portal:directory") + (f"?{query}" if query else "")


def _text(request: HttpRequest, name: str) -> str:
    # A nought byte is not text to any database: one refuses it, another stops reading at it.
    return request.GET.get(name, "").replace("\0", "").strip()
