"""Whether a document is in force on a day, by its own dates and by other documents."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.document import (
    RELATIONS,
    RELATIONS_BACK,
    VALIDITY,
    Effect,
    Touch,
    effect_on,
)

DAY = date(2026, 6, 1)
BEFORE, AFTER = date(2026, 5, 31), date(2026, 6, 2)


def by(kind: str, on: date) -> Touch:
    return Touch(kind, on, "另一份", "000000JYJ/2026-00001")


@pytest.mark.parametrize(("effective_on", "expires_on", "touches", "expected"), [
    (None, None, [], Effect("in_force")),
    (DAY, DAY, [], Effect("in_force")),
    (AFTER, None, [], Effect("not_yet_in_force")),
    (None, BEFORE, [], Effect("lapsed", DAY)),
    (None, None, [by("repeals", DAY)], Effect("repealed", DAY, by("repeals", DAY))),
    (None, None, [by("replaces", BEFORE)], Effect("repealed", BEFORE, by("replaces", BEFORE))),
    (None, None, [by("repeals", AFTER)], Effect("in_force")),
    (None, None, [by("amends", DAY)], Effect("amended", DAY, by("amends", DAY))),
    (None, None, [by("amends", AFTER)], Effect("in_force")),
    (None, None, [by("amends", BEFORE), by("amends", DAY)],
     Effect("amended", DAY, by("amends", DAY))),
    (None, None, [by("repeals", DAY), by("replaces", BEFORE)],
     Effect("repealed", BEFORE, by("replaces", BEFORE))),
    (None, None, [by("amends", DAY), by("repeals", DAY)],
     Effect("repealed", DAY, by("repeals", DAY))),
    (None, BEFORE, [by("amends", BEFORE)], Effect("lapsed", DAY)),
    (AFTER, None, [by("amends", BEFORE)], Effect("not_yet_in_force")),
    (AFTER, None, [by("repeals", BEFORE)], Effect("repealed", BEFORE, by("repeals", BEFORE))),
    (None, None, [by("interprets", DAY), by("implements", DAY)], Effect("in_force")),
])  # fmt: skip
def test_effect_on(
    effective_on: date | None, expires_on: date | None, touches: list[Touch], expected: Effect
) -> None:
    found = effect_on(DAY, effective_on=effective_on, expires_on=expires_on, touches=touches)
    assert found == expected


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(days, st.lists(st.builds(by, st.sampled_from(sorted(RELATIONS)), days)), days)
def test_what_was_ended_stays_ended(day: date, touches: list[Touch], later: date) -> None:
    first = effect_on(day, touches=touches)
    if first.status == "repealed" and later >= day:
        assert effect_on(later, touches=reversed(touches)).status == "repealed"


def test_every_relation_has_its_words() -> None:
    assert list(RELATIONS) == ["interprets", "amends", "repeals", "replaces", "implements"]
    assert (list(RELATIONS), len(VALIDITY)) == (list(RELATIONS_BACK), 5)
