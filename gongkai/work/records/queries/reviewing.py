"""Who may decide on a version now, and every reason why somebody may not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from gongkai.rules.review import Level, Outcome, Pass, Refusal, why_not_review
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post
from gongkai.work.org.powers import posts_on
from gongkai.work.records.models.record import Record, Version
from gongkai.work.records.models.review import Review
from gongkai.work.records.queries.screened import blocking
from gongkai.work.records.queries.waivers import standing, waivers_of

ROLE_OF_LEVEL = {
    Level.FIRST: Post.Role.FIRST_REVIEWER,
    Level.SECOND: Post.Role.SECOND_REVIEWER,
    Level.FINAL: Post.Role.FINAL_REVIEWER,
}
STATE_OF_LEVEL = {
    Level.FIRST: Record.State.FIRST,
    Level.SECOND: Record.State.SECOND,
    Level.FINAL: Record.State.FINAL,
}
LEVEL_OF_STATE = {state: level for level, state in STATE_OF_LEVEL.items()}


def passes_of(version: Version) -> list[Pass]:
    """What was decided on the version, in the order of time."""
    return passes_in(version.reviews.order_by("at", "id"))


def passes_in(reviews: Iterable[Review]) -> list[Pass]:
    """The decisions as the rules read them; they come in the order of time."""
    return [
        Pass(Level(one.level), one.person_id, one.content_hash, Outcome(one.outcome))
        for one in reviews
    ]


def drafters_of(record: Record) -> frozenset[int]:
    """Everybody who ever wrote on the record."""
    return frozenset(record.drafters.values_list("person_id", flat=True))


def levels_of(person: Person, organisation: Organisation, on: date) -> frozenset[Level]:
    """The reviews that the person's posts in the organisation allow on that day."""
    roles = set(
        posts_on(person, on).filter(organisation=organisation).values_list("role", flat=True)
    )
    return frozenset(level for level, role in ROLE_OF_LEVEL.items() if role in roles)


def why_not(
    record: Record,
    version: Version,
    *,
    level: int,
    outcome: str,
    opinion: str,
    seen_hash: str,
    person: Person,
    on: date,
    found: Sequence[dict[str, Any]] | None = None,
) -> list[Refused]:
    """Every reason why `person` cannot decide so on that day; empty if nothing is against it.

    `found` is what screening says now, where that is known better than at submission.
    """
    if record.state not in STATE_OF_LEVEL.values():
        return [Refused("record_not_under_review", state=record.get_state_display())]
    waivers = waivers_of(version)
    refusals = why_not_review(
        level=Level(level),
        person=person.pk,
        drafters=drafters_of(record),
        passes=passes_of(version),
        content_hash=version.content_hash,
        person_levels=levels_of(person, record.organisation, on),
        outcome=Outcome(outcome),
        seen_hash=seen_hash,
        screening=blocking(standing(version.screening if found is None else found, waivers)),
        reason=opinion,
    )
    return [_told(refusal, record.organisation, person, on) for refusal in refusals]


def _told(refusal: Refusal, organisation: Organisation, person: Person, on: date) -> Refused:
    """The refusal; where the post was held and has ended, that is said instead."""
    values: dict[str, Any] = dict(refusal.values)
    if refusal.code != "no_post_at_level":
        return Refused(refusal.code, **values)
    level = Level(values["level"])
    ended = Post.objects.filter(
        person=person, organisation=organisation, role=ROLE_OF_LEVEL[level], until_on__lt=on
    ).order_by("-until_on").first()  # fmt: skip
    if ended is None:
        return Refused(refusal.code, **values)
    return Refused("review_post_ended", level=level, until_on=ended.until_on)


def reviews_of(version: Version) -> list[Review]:
    """The decisions on the version with their people, in the order of levels."""
    return list(version.reviews.select_related("person").order_by("level"))
