"""What every page knows: the seven elements of the foot, the navigation, the reader's mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.faces.ui.modes import css_class, mode_links
from gongkai.faces.ui.nav import FOOT, MAIN, address, links, mistake_address


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor of all templates; it never touches the database."""
    return {
        # Not "site": Django's own login view puts another thing under that name.
        "website": settings.GONGKAI_SITE,
        "mode_class": css_class(request),
        "mode_links": mode_links(request),
        "portal_nav": links(MAIN, request.path),
        "portal_links": links(FOOT, request.path),
        "portal_search_url": address("portal:search"),
        "mistake_url": mistake_address(),
    }
