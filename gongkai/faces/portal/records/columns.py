"""What the columns of guides and of yearly reports show beside the lists of the other columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from gongkai.faces.ui.papers import shown
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Attachment
from gongkai.work.records.queries import public
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.platform import (
    GuideOf,
    ReportsOf,
    district,
    guide_of,
    guides,
    report_table,
)
from gongkai.work.records.queries.shelves import Publication


@dataclass(frozen=True)
class Guide:
    """One guide as everybody reads it: its fields, its text, and when it was revised."""

    publication: Publication
    facts: Sequence[tuple[str, str]]
    body: SafeString
    files: Sequence[Attachment]
    earlier: Sequence[Publication]


@dataclass(frozen=True)
class GuidePage:
    """The guide of one organisation, or of the place with the list of all others.

    `lacking` are those in the list that have none.
    """

    organisation: Organisation | None
    guide: Guide | None
    others: Sequence[GuideOf]

    @property
    def lacking(self) -> int:
        return sum(one.guide is None for one in self.others)


def guide_page(chosen: Organisation | None, on: date) -> GuidePage:
    """The guide of the chosen organisation; without one that of the place, and everybody's."""
    organisation = chosen or district()
    publication = guide_of(organisation) if organisation else None
    return GuidePage(
        organisation=organisation,
        guide=_guide(publication) if publication else None,
        others=() if chosen else guides(on),
    )


@dataclass(frozen=True)
class ReportsPage:
    """The reports of everybody year by year, those of the place itself first."""

    own: Sequence[Publication]
    years: Sequence[int]
    rows: Sequence[ReportsOf]


def reports_page(on: date) -> ReportsPage:
    """All that there is; of one organisation, or of some words, the list says enough."""
    table, place = report_table(on), district()
    own = [each for row in table.rows if row.organisation == place for each in row.by_year if each]
    return ReportsPage(own, table.years, table.rows)


def _guide(publication: Publication) -> Guide:
    number = publication.index_number

    def url(sha256: str) -> str:
        return reverse("portal:record_file", args=[number, sha256])

    return Guide(
        publication=publication,
        facts=told_facts(publication.version),
        body=shown(publication.version.body_html, url),
        files=public.attachments(publication),
        earlier=public.earlier(publication),
    )
