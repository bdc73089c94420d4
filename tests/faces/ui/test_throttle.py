"""How often one sender may knock."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client, RequestFactory

from gongkai.faces.ui.throttle import household, sender

NOON = "2026-09-16T12:00:00+08:00"


@time_machine.travel(NOON, tick=False)
def test_third_post_is_refused_and_get_is_free(client: Client) -> None:
    assert [client.post("/gate/").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/gate/").status_code == 200
    assert client.post("/gate/")["Retry-After"] == "3600"


def test_next_stretch_begins_anew(client: Client) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        answers = [client.post("/gate/").status_code for _ in range(3)]
        clock.shift(3600)
        answers.append(client.post("/gate/").status_code)
    assert answers == [200, 200, 429, 200]


@time_machine.travel(NOON, tick=False)
def test_reading_is_counted_where_it_is_said_and_answered_as_it_is_said(client: Client) -> None:
    answers = [client.get("/shelf/"), client.head("/shelf/"), client.post("/shelf/")]
    assert [one.status_code for one in answers] == [200, 200, 200]
    refused = client.get("/shelf/")
    assert (refused.status_code, refused.content) == (429, b"3600")


@time_machine.travel(NOON, tick=False)
def test_each_sender_counts_for_itself() -> None:
    first, second = Client(REMOTE_ADDR="198.51.100.1"), Client(REMOTE_ADDR="198.51.100.2")
    assert [first.post("/gate/").status_code for _ in range(3)] == [200, 200, 429]
    assert second.post("/gate/").status_code == 200


@pytest.mark.parametrize(
    ("direct", "forwarded", "counted"),
    [
        ("198.51.100.1", "", "198.51.100.1"),
        ("198.51.100.1", "203.0.113.9", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("::1", "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(
    direct: str, forwarded: str, counted: str
) -> None:
    request = RequestFactory().post("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=forwarded)
    assert sender(request) == counted


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("not an address\n", "unknown"),
        ("", "unknown"),
    ],
)
def test_one_household_is_counted_once(address: str, counted: str) -> None:
    assert household(address) == counted
