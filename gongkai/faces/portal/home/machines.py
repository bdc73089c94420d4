"""What machines can fetch, told to the people who set them up: feeds, interface, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.rules.catalogue import short_name
from gongkai.work.records.queries.catalogue import Branch, tree
from gongkai.work.records.queries.harvest import publishers


@login_not_required
def feeds(request: HttpRequest) -> HttpResponse:
    """Which feeds there are by column and by organisation, and the interface for programs."""
    context = {
        "columns": list(_filled(tree())),
        "units": publishers(),
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "portal/home/feeds.html", context)


def _filled(branches: Iterable[Branch], depth: int = 0) -> Iterator[tuple[Branch, str, int]]:
    """The columns and items under which something is public, with name and depth of each."""
    for one in branches:
        if one.count:
            yield one, short_name(one.item.code, one.item.name), depth
            yield from _filled(one.children, depth + 1)
