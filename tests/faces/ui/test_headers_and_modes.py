"""Security headers on every answer, and the reader's mode in a cookie."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from gongkai.faces.ui.middleware import SecurityHeaders
from gongkai.faces.ui.modes import css_class, mode_links, switched

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def test_every_answer_carries_the_headers(client: Client) -> None:
    headers = client.get("/").headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Permissions-Policy"].startswith("camera=(), geolocation=()")
    assert headers["Vary"] == "Cookie"


@pytest.mark.parametrize("path", ["/nothing/", "/forbidden/", "/?mode=dark"])
def test_errors_and_redirects_carry_them_too(client: Client, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == POLICY


def test_only_the_desk_is_never_stored(client: Client) -> None:
    assert client.get("/desk/").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/").headers


def test_a_page_may_set_a_stricter_policy() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    response = SecurityHeaders(lambda request: own)(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == "sandbox"


@pytest.mark.parametrize(
    ("before", "ask", "cookie", "classes"),
    [
        ("", "elder", "elder", "elder"),
        ("", "dark", "dark", "dark"),
        ("elder", "dark", "elder-dark", "elder dark"),
        ("dark", "elder", "elder-dark", "elder dark"),
        ("elder-dark", "normal", "normal", ""),
        ("", "elder-dark", "elder-dark", "elder dark"),
        ("nonsense", "dark", "dark", "dark"),
    ],
)
def test_mode_is_switched(client: Client, before: str, ask: str, cookie: str, classes: str) -> None:
    client.cookies["mode"] = before
    response = client.get(f"/?mode={ask}")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert response.cookies["mode"].value == cookie
    request = RequestFactory().get("/")
    request.COOKIES["mode"] = cookie
    assert css_class(request) == classes


def test_cookie_is_closed_to_scripts_and_other_sites(client: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = client.get("/?mode=dark").cookies["mode"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)


def test_rest_of_the_query_is_kept(client: Client) -> None:
    response = client.get("/search/?q=租房&mode=elder&page=2&q=二")
    assert response["Location"] == "/search/?q=%E7%A7%9F%E6%88%BF&q=%E4%BA%8C&page=2"


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("//evil.example/", "/%2Fevil.example/"),
        ("///evil.example", "/%2F/evil.example"),
        ("/\\evil.example/", "/%5Cevil.example/"),
        ("/a\r\nSet-Cookie: x=1", "/a%0D%0ASet-Cookie:%20x%3D1"),
        ("/https://evil.example/", "/https://evil.example/"),
    ],
)
def test_redirect_never_leaves_the_site(path: str, location: str) -> None:
    request = RequestFactory().get("/?mode=elder&next=//evil.example")
    request.path = path
    response = switched(request)
    assert response is not None
    assert response["Location"] == f"{location}?next=%2F%2Fevil.example"


@pytest.mark.parametrize("ask", ["", "nonsense", "ELDER", "elder,dark"])
def test_other_values_of_mode_pass_through(client: Client, ask: str) -> None:
    response = client.get(f"/?mode={ask}")
    assert (response.status_code, response.cookies) == (200, {})


def test_post_is_not_switched() -> None:
    assert switched(RequestFactory().post("/?mode=elder")) is None


def test_mode_links_keep_the_query_and_mark_what_is_on() -> None:
    request = RequestFactory().get("/search/", {"q": "a&b"})
    request.COOKIES["mode"] = "elder"
    assert [(link.label, link.url, link.current) for link in mode_links(request)] == [
        ("长辈版", "?q=a%26b&mode=elder", True),
        ("深色", "?q=a%26b&mode=dark", False),
        ("标准版", "?q=a%26b&mode=normal", False),
    ]
