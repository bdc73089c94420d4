"""The ui is tested on addresses of its own, so that no other face need be there."""

from typing import Any

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.faces.ui.addresses"
    settings.CSRF_FAILURE_VIEW = "gongkai.faces.ui.errors.csrf_failure"


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()
