"""A bare Django page for comparison: the middleware of a new project, one query, a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path

from gongkai.work.foi.models.request import Request

# What `startproject` writes into the settings of a new project.
_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_ROWS = 50
_PAGE = """<!doctype html><html lang="zh-CN"><title>申请</title><table>
{% for one in rows %}<tr><td><a href="/{{ one.number }}/">{{ one.number }}</a></td>
<td>{{ one.wanted }}</td><td>{{ one.get_channel_display }}</td>
<td>{{ one.received_on|date:"Y-m-d" }}</td><td>{{ one.due_on|date:"Y-m-d" }}</td></tr>
{% endfor %}</table></html>"""


def _listing(request: HttpRequest) -> HttpResponse:
    return _shown(Request.objects.order_by("pk")[:_ROWS])


def _single(request: HttpRequest) -> HttpResponse:
    return _shown(Request.objects.order_by("pk")[:1])


def _shown(rows: object) -> HttpResponse:
    return HttpResponse(_template().render({"rows": rows}))


@cache
def _template() -> Any:
    return engines["django"].from_string(_PAGE)


urlpatterns = [path("list/", _listing), path("page/", _single)]


@contextmanager
def bare_site() -> Iterator[None]:
    """Answer /list/, 50 rows in a table, and /page/, one row, and nothing else."""
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=_MIDDLEWARE):
        yield
