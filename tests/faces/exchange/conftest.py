"""Each test begins with its count of questions at nought."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()
