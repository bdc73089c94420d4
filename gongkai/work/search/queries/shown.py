"""One page of results: the documents themselves and the passages that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.work.records.queries.public import live
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.search.queries.loaded import texts
from gongkai.work.search.queries.results import Hit


@dataclass(frozen=True)
class Shown:
    """A hit with its document and the text of its best passage."""

    hit: Hit
    publication: Publication
    text: str


def shown(hits: Sequence[Hit]) -> list[Shown]:
    """The hits of one page. Two queries; what was withdrawn in between is left out."""
    said = texts([one.row.pk for one in hits])
    wanted = live().filter(pk__in=[one.row.publication_id for one in hits])
    known = {one.pk: one for one in wanted.defer("version__body_html", "version__screening")}
    return [
        Shown(one, known[one.row.publication_id], said[one.row.pk].text)
        for one in hits
        if one.row.publication_id in known and one.row.pk in said
    ]
