"""The annual report of a district at 500 and at 50,000 cases in one run."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from gongkai.faces.jobs.benchmarks.clock import best_seconds
from gongkai.faces.jobs.demo.district import District, found_district
from gongkai.rules.foi import OUTCOMES
from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.reporting.queries.paper import report_docx
from gongkai.work.reporting.queries.reports import content_of, report_of, standings

FEW, MANY = 500, 50_000
_YEAR = 2025
_BATCH = 2000
_SEED = 20260101


def measure(few: int = FEW, many: int = MANY) -> dict[str, float]:
    """Seconds for the report of the place, its Word file and the overview, at both sizes."""
    district = found_district(datetime.combine(date(_YEAR, 1, 1), time(9), CHINA))
    fill(district, 0, few)
    before = _seconds(district.government)
    fill(district, few, many)
    after = _seconds(district.government)
    found: dict[str, float] = {"few": few, "many": many}
    for name, seconds in after.items():
        found[f"{name}_seconds_at_few"] = round(before[name], 3)
        found[f"{name}_seconds_at_many"] = round(seconds, 3)
        found[f"{name}_ratio"] = round(seconds / before[name], 2)
    return found


def _seconds(place: Organisation) -> dict[str, float]:
    row = report_of(place, _YEAR)
    content = content_of(row).report
    return {
        "report": best_seconds(lambda: content_of(row)),
        "word_file": best_seconds(lambda: report_docx(content)),
        "overview": best_seconds(lambda: standings(_YEAR, date(_YEAR + 1, 2, 1))),
    }


def fill(district: District, first: int, last: int) -> None:
    """Cases of two years as the actions would have left them, spread over the departments."""
    random = Random(_SEED + first)  # noqa: S311 - an example, no secret
    places = list(district.organisations.values())
    for start in range(first, last, _BATCH):
        numbers = range(start, min(start + _BATCH, last))
        with transaction.atomic():
            rows = Request.objects.bulk_create(_request(n, places, random) for n in numbers)
            kinds = Applicant.Kind.values
            Applicant.objects.bulk_create(
                Applicant(request=row, kind=random.choice(kinds), name="米有为") for row in rows
            )


def _request(number: int, places: list[Organisation], random: Random) -> Request:
    received = date(_YEAR - 1, 7, 1) + timedelta(days=random.randrange(548))
    ended = received + timedelta(days=random.randrange(1, 60))
    at = datetime.combine(received, time(9), CHINA)
    is_ended = random.random() < 0.95  # noqa: PLR2004
    return Request(
        organisation=random.choice(places),
        number=f"BM-{number:06}",
        channel=random.choice(Request.Channel.values),
        submitted_at=at,
        received_on=received,
        wanted="道路养护合同",
        form="electronic",
        way="online",
        state="decided" if is_ended else "running",
        outcome=random.choice(list(OUTCOMES)) if is_ended else "",
        ended_on=ended if is_ended else None,
        registered_at=at,
    )
