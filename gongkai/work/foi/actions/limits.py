"""How many requests the public form takes at once; more may always be handed in another way.

No law lets an agency refuse a request because there are many (条例 第三十五条 lets it ask for the
reasons). So a limit here only says what to do instead, and nothing that was written is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.conf import settings

from gongkai.rules.segmentation.normal import normal
from gongkai.work.foi.actions.register import likeness_of
from gongkai.work.foi.models.request import Request
from gongkai.work.journal.deeds import CHINA, Refused, day_of
from gongkai.work.org.models.organisation import Organisation

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def refuse_too_many(organisation: Organisation, person: Mapping[str, str], at: datetime) -> None:
    """Refused if the applicant sent too many within the hour, or everybody within the day."""
    online = Request.objects.filter(channel=Request.Channel.ONLINE)
    mine = online.filter(applicant__likeness=likeness_of(person), submitted_at__gt=at - _HOUR)
    if likeness_of(person) and mine.count() >= settings.GONGKAI_FOI_HOURLY:
        raise Refused("foi_applicant_hourly", limit=settings.GONGKAI_FOI_HOURLY)
    midnight = datetime.combine(day_of(at), time(), CHINA)
    today = online.filter(organisation=organisation, submitted_at__gte=midnight)
    if today.count() >= settings.GONGKAI_FOI_DAILY:
        raise Refused("foi_organisation_daily", organisation=organisation.name)


def refuse_twice(
    organisation: Organisation, person: Mapping[str, str], wanted: str, at: datetime
) -> None:
    """Refused with its number if the applicant sent the same text within a day."""
    alike = likeness_of(person)
    recent = Request.objects.filter(
        organisation=organisation, applicant__likeness=alike, submitted_at__gt=at - _DAY
    )
    text = _signs(wanted)
    for earlier in recent if alike else ():
        if _signs(earlier.wanted) == text:
            raise Refused("foi_sent_before", number=earlier.number)


def _signs(text: str) -> str:
    """The text without what only looks different: width of signs, blanks, line ends."""
    return "".join(normal(text).split())
