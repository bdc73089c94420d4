"""What the search page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from gongkai.faces.portal.records.pages import ended, validity_tag
from gongkai.faces.portal.search.asking import Asking
from gongkai.faces.portal.search.facets import Facet, facets
from gongkai.faces.ui.nav import address
from gongkai.faces.ui.parts import Tag
from gongkai.rules.document import KINDS
from gongkai.rules.segmentation.snippet import Piece, marked, marked_words, snippet
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.search.queries.narrowing import Named, with_codes
from gongkai.work.search.queries.near import near
from gongkai.work.search.queries.results import Asked, Hit, Results, search
from gongkai.work.search.queries.shown import Shown, shown

ROWS = 20
_ALSO = 6
# Where to go on where nothing was found; pages that are not there are left out.
_WAYS = (
    ("portal:foi", "申请公开"),
    ("portal:feedback", "留言提问"),
    ("portal:catalogue", "按目录查找"),
)


@dataclass(frozen=True)
class ResultRow:
    """One document that was found."""

    publication: Publication
    title: Sequence[Piece]
    text: Sequence[Piece]
    validity: Tag | None
    kind: str
    ended: str


@dataclass(frozen=True)
class SearchPage:
    """Results and everything around them. `also` are the words looked for beside those typed."""

    asking: Asking
    results: Results
    page: Page[Hit]
    rows: Sequence[ResultRow]
    facets: Sequence[Facet]
    also: Sequence[str]
    near: Sequence[Publication]
    ways: Sequence[tuple[str, str]]

    @property
    def has_all(self) -> bool:
        """Whether anything holds all of the words."""
        return any(hit.has_all for hit in self.results.hits)

    @property
    def by_relevance_url(self) -> str:
        return self.asking.address(sort="")

    @property
    def by_date_url(self) -> str:
        return self.asking.address(sort="date")

    @property
    def literal_url(self) -> str:
        return self.asking.address(exact="" if self.asking.literal else "1")

    @property
    def clear_url(self) -> str:
        return self.asking.address(**dict.fromkeys(self.asking.narrow, ""))


def search_page(asking: Asking, number: str | None, on: date) -> SearchPage:
    """The page of that number, as things are on that day. At most sixteen queries."""
    known = with_codes(asking.narrow["unit"], asking.narrow["item"])
    results = search(_asked(asking, known), on)
    page = Paginator(results.hits, ROWS).get_page(number)
    words = marked_words(results.query)
    return SearchPage(
        asking=asking,
        results=results,
        page=page,
        rows=[_row(one, words) for one in shown(list(page))] if results.hits else (),
        facets=facets(asking, results.counts, known) if results.counts else (),
        also=() if asking.literal else results.query.also[:_ALSO],
        near=_near(results),
        ways=[(url, label) for name, label in _WAYS if (url := address(name))],
    )


def _asked(asking: Asking, known: Named) -> Asked:
    narrow = asking.narrow
    return Asked(
        asking.text,
        narrow={
            "unit": known.ids("unit", narrow["unit"]),
            "item": known.ids("item", narrow["item"]),
            "year": narrow["year"],
            "kind": narrow["kind"],
        },
        validity=narrow["validity"],
        by_date=asking.by_date,
        literal=asking.literal,
    )


def _near(results: Results) -> list[Publication]:
    """Where a number was asked for that nothing bears."""
    numbers = () if results.has_exact else results.query.numbers
    return near(numbers[0]) if numbers else []


def _row(one: Shown, words: Sequence[str]) -> ResultRow:
    publication, version = one.publication, one.publication.version
    text: Any = snippet(one.text, words) if one.text else marked(version.summary, words)
    return ResultRow(
        publication=publication,
        title=marked(publication.title, words),
        text=text,
        validity=validity_tag(version, one.hit.effect),
        kind=KINDS.get(version.document_kind, ""),
        ended=ended(one.hit.effect),
    )
