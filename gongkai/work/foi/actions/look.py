"""Shows who asked; each look is written down (个人信息保护法 第五十一条)."""

from __future__ import annotations

from datetime import datetime

from gongkai.work.foi.models.request import Applicant, Request
from gongkai.work.journal.deeds import deed
from gongkai.work.org.models.person import Person


def look(*, request: Request, by: Person, at: datetime) -> Applicant:
    """Return the applicant to somebody who handles or approves the case."""
    place = request.organisation
    with deed("foi.look", by=by, at=at, power="foi.view", organisation=place, target=request):
        return request.applicant
