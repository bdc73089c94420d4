"""The columns of the platform as the public reads them: guides, reports, and who has which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.rules.annual_report import last_due_year
from gongkai.rules.columns import GUIDE, REPORT
from gongkai.rules.guide import OBLIGED_KINDS
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.queries.holdings import holdings
from gongkai.work.records.queries.public import live

_REPORT_YEARS = 5
# What a table of many does not show, and what there may be much of.
_HEAVY = ("version__body_html", "version__screening")


@dataclass(frozen=True)
class GuideOf:
    """An organisation that must have a guide, or has one all the same."""

    organisation: Organisation
    guide: Publication | None

    @property
    def facts(self) -> Mapping[str, str]:
        return self.guide.version.facts if self.guide is not None else {}


@dataclass(frozen=True)
class ReportsOf:
    """One organisation and its reports, one for each year; None where there is none."""

    organisation: Organisation
    by_year: tuple[Publication | None, ...]


@dataclass(frozen=True)
class ReportTable:
    """The yearly reports of everybody; the newest year first."""

    years: tuple[int, ...]
    rows: tuple[ReportsOf, ...]


def district() -> Organisation | None:
    """The government of the place itself, or else who runs open government there."""
    own = Q(kind=Organisation.Kind.DISTRICT) | Q(runs_openness=True)
    found = sorted(
        Organisation.objects.filter(own), key=lambda one: one.kind != Organisation.Kind.DISTRICT
    )
    return found[0] if found else None


def obliged(on: date) -> QuerySet[Organisation]:
    """Who must have a guide and report each year, on that day (条例 第十二条、第四十九条)."""
    known = Organisation.objects.filter(kind__in=OBLIGED_KINDS, active_from__lte=on)
    lasting = known.filter(Q(active_until=None) | Q(active_until__gt=on))
    return lasting.order_by("order", "code")


def readable(on: date) -> QuerySet[Organisation]:
    """Whose information one can choose: all who must disclose, and all who have something."""
    must, holders = obliged(on).order_by(), {one.organisation for one in holdings()}
    found = Organisation.objects.filter(Q(pk__in=must.values("pk")) | Q(code__in=holders))
    return found.order_by("order", "code")


def guide_of(organisation: Organisation) -> Publication | None:
    """The guide of the organisation that is public now."""
    return live().filter(organisation=organisation, item__code=GUIDE).first()


def guides(on: date) -> list[GuideOf]:
    """Everybody who must have a guide, and all who have one. Two queries."""
    found: dict[int, Publication] = {}
    for one in live().filter(item__code=GUIDE).defer(*_HEAVY).order_by("published_at", "id"):
        found[one.organisation_id] = one
    return [GuideOf(one, found.get(one.pk)) for one in _listed(on, found)]


def report_table(on: date) -> ReportTable:
    """Everybody who must report each year, with what they published. Two queries."""
    found: dict[int, dict[int, Publication]] = defaultdict(dict)
    for one in live().filter(item__code=REPORT).defer(*_HEAVY).order_by("published_at", "id"):
        year = str(one.version.facts.get("year", ""))
        if year.isascii() and year.isdigit():
            found[one.organisation_id][int(year)] = one
    years = _years(on, {year for own in found.values() for year in own})
    return ReportTable(
        years=years,
        rows=tuple(
            ReportsOf(one, tuple(found[one.pk].get(year) for year in years))
            for one in _listed(on, dict(found))
        ),
    )


def _years(on: date, known: set[int]) -> tuple[int, ...]:
    """The last years, among them the one whose report is due last even if nobody has published."""
    due = last_due_year(Organisation.Kind.DEPARTMENT, on)
    wanted = known | ({due} if due is not None else set())
    return tuple(sorted(wanted, reverse=True)[:_REPORT_YEARS])


def _listed(on: date, holding: Mapping[int, object]) -> QuerySet[Organisation]:
    must = Q(pk__in=obliged(on).order_by().values("pk"))
    return Organisation.objects.filter(must | Q(pk__in=list(holding))).order_by("order", "code")
