"""Draws one line of template and lays its HTML out so that two can be compared."""

from __future__ import annotations

import re
from typing import Any

from django.test import RequestFactory

from tests.faces.ui.gallery import ENGINE


def draw(source: str, path: str = "/", **values: Any) -> str:
    """The HTML of a template, without blanks between tags."""
    tags = "" if source.startswith("{% extends") else "{% load ui %}"
    html = ENGINE.from_string(tags + source).render(values, RequestFactory().get(path))
    return re.sub(r">\s+|\s+<", lambda found: found[0].strip(), html).strip()
