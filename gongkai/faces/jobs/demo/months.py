"""The openness office's month in the example district: inspect, mend, score, lock, notify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from gongkai.faces.jobs.demo.district import District
from gongkai.rules.workdays import workday_from
from gongkai.work.inspection.actions.finding import close, mend
from gongkai.work.inspection.actions.notice import draft
from gongkai.work.inspection.actions.score import compute, lock
from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.journal.deeds import CHINA
from gongkai.work.org.models.person import Post

FIRST_MONTH = 4
MENDED_SHARE = 0.7


def months_until(until: datetime) -> Iterator[str]:
    """The months from the plan's adoption to the one of `until`, within the plan's year."""
    last = until.month if until.year == 2026 else 12  # noqa: PLR2004 - the plan's year
    return (f"2026-{month:02}" for month in range(FIRST_MONTH, last + 1))


def close_month(district: District, month: str, until: datetime, random: Random) -> None:
    """Inspect the month after its end; the newest month stays open for the reader to lock."""
    year, number = int(month[:4]), int(month[5:])
    first_after = date(year + number // 12, number % 12 + 1, 1)
    at = datetime.combine(workday_from(first_after, provisional=True), time(9), CHINA)
    if at > until:
        return
    verify(at=at)
    _mend(district, month, at, random)
    compute(month=month, at=at, by=district.officer)
    draft(month=month, at=at + timedelta(hours=1), by=district.officer)
    if (until - at).days > 30:  # noqa: PLR2004 - the last finished month is left to be locked
        lock(month=month, at=at + timedelta(hours=2), by=district.openness_head)


def _mend(district: District, month: str, at: datetime, random: Random) -> None:
    codes = {one.pk: one.code for one in (district.government, *district.organisations.values())}
    for finding in Finding.objects.filter(month=month, state=Finding.State.OPEN):
        if random.random() > MENDED_SHARE:
            continue
        clerk = district.people[codes[finding.organisation_id], Post.Role.CLERK]
        mend(finding=finding, text="已补齐并报政务公开办核对。", by=clerk, at=at)
        close(finding=finding, text="已核对，整改到位。", by=district.officer, at=at)
