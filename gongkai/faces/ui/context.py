"""What every page knows: the seven elements of the foot, the navigation, the reader's mode."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port

from gongkai.faces.ui.modes import css_class, mode_links
from gongkai.faces.ui.nav import FOOT, MAIN, address, links, mistake_address


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor of all templates; it never touches the database."""
    return {
        # Not "site": Django's own login view puts another thing under that name.
        "website": settings.GONGKAI_SITE | {"domain": domain(request)},
        "mode_class": css_class(request),
        "mode_links": mode_links(request),
        "portal_nav": links(MAIN, request.path),
        "portal_links": links(FOOT, request.path),
        "portal_search_url": address("portal:search"),
        "feed_url": address("exchange:feed"),
        "mistake_url": mistake_address(),
    }


def domain(request: HttpRequest) -> str:
    """The domain of the site: the one that was set, else the host that was asked for."""
    named: str = settings.GONGKAI_SITE["domain"]
    try:
        return named or split_domain_port(request.get_host())[0]
    except DisallowedHost:
        # The page that refuses a host that is not ours has a head as well.
        return ""
