"""The annual report of the example's year: figures handed in, the year before, who submitted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from gongkai.faces.jobs.demo.district import District
from gongkai.faces.jobs.demo.documents import load
from gongkai.rules.guide import OBLIGED_KINDS
from gongkai.work.journal.deeds import CHINA, Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.reporting.actions.bring import bring_numbers
from gongkai.work.reporting.actions.flow import freeze, submit
from gongkai.work.reporting.actions.write import hand_in
from gongkai.work.reporting.models.report import HandedFigure

_ROW = HandedFigure.Row
_SOURCE = "行政审批和执法系统年度统计"
_CARRIED = {"natural": 0, "company": 0, "research": 0, "welfare": 0, "legal": 0, "other": 0}
# Most have handed in their figures; the rest are left to whoever tries the example.
_HANDED, _SUBMITTED = 0.8, 0.6


def prepare_reports(district: District, until: datetime) -> None:
    """What each body would have done for the report by then; the last step is the reader's."""
    told: int = load("platform.toml")["report"]["year"]
    year, random = told + 1, Random(told)  # noqa: S311 - only to look alive
    begun = datetime.combine(date(year, 2, 2), time(10), CHINA)
    if until <= begun:
        return
    for organisation, by in _makers(district):
        bring_numbers(
            organisation=organisation, year=told, carried=_CARRIED, documents=None,
            reason=f"{told}年年报公开件", by=by, at=begun,
        )  # fmt: skip
        is_place = organisation.kind == Organisation.Kind.DISTRICT
        if not is_place and random.random() < _HANDED:
            _hand_in(organisation, year, by, random, until)
            if random.random() < _SUBMITTED:
                _submit(district, organisation, year, until)


def _makers(district: District) -> Iterator[tuple[Organisation, Person]]:
    yield district.government, district.officer
    for code, organisation in district.organisations.items():
        if organisation.kind in OBLIGED_KINDS:
            yield organisation, district.people[code, Post.Role.CLERK]


def _hand_in(
    organisation: Organisation, year: int, by: Person, random: Random, until: datetime
) -> None:
    figures: dict[str, Decimal] = {
        _ROW.LICENCES: Decimal(random.randrange(0, 900)),
        _ROW.PENALTIES: Decimal(random.randrange(0, 60)),
        _ROW.COERCION: Decimal(random.randrange(0, 4)),
        _ROW.FEES: Decimal(random.randrange(0, 400)) / 10,
    }
    hand_in(
        organisation=organisation, year=year, figures=figures, source=_SOURCE, by=by,
        at=until - timedelta(days=6),
    )  # fmt: skip


def _submit(district: District, organisation: Organisation, year: int, until: datetime) -> None:
    """After the year: most heads submit, and the office takes in what holds."""
    if until.year <= year:
        return
    head = district.people[organisation.code, Post.Role.HEAD]
    try:
        submit(organisation=organisation, year=year, by=head, at=until - timedelta(hours=5))
    except Refused:
        return  # what does not hold is left for the reader to see
    if organisation.order % 2:
        freeze(organisation=organisation, year=year, by=district.officer, at=until)
