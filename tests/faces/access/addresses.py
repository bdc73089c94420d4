"""All addresses there are, each with arguments; a new one that nobody thought of is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, get_resolver, reverse


def names(namespace: str) -> list[str]:
    """The names of all addresses of a face."""
    return sorted(patterns(namespace))


def patterns(namespace: str) -> dict[str, list[str]]:
    """The names of all addresses of a face, each with the names of its parameters."""
    return dict(_walk(get_resolver(), "", [], namespace))


def _walk(
    resolver: Any, within: str, before: list[str], wanted: str
) -> Iterator[tuple[str, list[str]]]:
    for one in resolver.url_patterns:
        parameters = before + list(one.pattern.regex.groupindex)
        if not isinstance(one, URLPattern):
            yield from _walk(one, one.namespace or within, parameters, wanted)
        elif within == wanted and one.name:
            yield one.name, parameters


def filled(namespace: str, arguments: Mapping[str, list[Any]], query: str) -> dict[str, str]:
    """Each address of a face by its name; those without arguments need none named."""
    return {
        name: reverse(f"{namespace}:{name}", args=arguments.get(name, [])) + query
        for name in names(namespace)
    }
