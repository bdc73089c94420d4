"""The benchmark of a consultation, at a small size: it measures what it says, on the real way."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from gongkai.faces.jobs.benchmarks import consultation
from gongkai.work.decisions.models.consultation import Tally
from gongkai.work.decisions.models.opinion import Opinion, OpinionGroup

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_it_counts_what_it_sent() -> None:
    cache.clear()
    found = consultation.measure(few=20, many=60, grouped=80, sent=6)
    assert (found["few"], found["many"], found["grouped"], found["groups"]) == (20, 60, 80, 1)
    assert Opinion.objects.count() == 60 + 6 + 80
    assert sum(one.count for one in Tally.objects.all()) == 60 + 6 + 80
    assert [one.size for one in OpinionGroup.objects.all()] == [40]
    ratios = {name for name in found if name.endswith("_ratio")}
    assert ratios == {"consultation_ratio", "clause_ratio", "whole_ratio"}
    assert min(found[name] for name in ratios) > 0
