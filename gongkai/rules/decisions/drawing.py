"""Drawing representatives of the public by lot, so that everybody can draw again and compare.

When the list closes, the office publishes the list and a commitment: the hash of the list, the
places, the source of a public value and a secret. On the day of the drawing it reveals the secret;
secret and public value make the seed, and the seed alone makes the order.

What this gives: nobody without the secret can foresee the result, so nobody can choose a place in
the list; after closing the office can change neither list nor places nor secret nor the source;
everybody can recompute the result. What it does not give: an office that makes the public value
itself (the head of its own publication log can be changed by one more publication) and knows the
secret can try several values. Take a value that others make, such as the number of a lottery drawn
later, or leave the secret with somebody else. It does not tell either whether an application was
left out of the list, or whether one person stands in it under two numbers. A commitment proves
something only to whoever kept it from before the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from gongkai.rules.canonical_json import canonical

FORMAT = "gongkai-drawing/1"
# Enough that nobody finds it by trying; no colon, so that the seed is made in one way only.
_SECRET = re.compile(r"[0-9A-Za-z_-]{32,200}")


class BadDrawing(ValueError):
    """Nothing can be drawn so; `code` says why, `value` is what does not fit."""

    def __init__(self, code: str, value: object = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value


class Drawn(NamedTuple):
    """Who has a place, and who follows if one of them cannot come, both in the order drawn."""

    winners: tuple[str, ...]
    alternates: tuple[str, ...]


def commitment(candidates: Sequence[str], places: int, secret: str, *, source: str = "") -> str:
    """Return the SHA-256 that is published when the list of public numbers closes.

    `source` says in words which public value will be taken. The order of the list does not count.
    Raises BadDrawing. Source: ours.
    """
    return commitment_by_kind({"": candidates}, {"": places}, secret, source=source)


def commitment_by_kind(
    candidates: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
    secret: str,
    *,
    source: str = "",
) -> str:
    """The same for a list with kinds of representatives, each with its own places.

    Source: ours.
    """
    _refuse_unfit(candidates, places)
    _refuse_weak(secret)
    kinds = [
        {"kind": kind, "places": places[kind], "candidates": sorted(candidates[kind])}
        for kind in sorted(candidates)
    ]
    said = {"format": FORMAT, "kinds": kinds, "source": source, "secret": secret}
    return sha256(canonical(said)).hexdigest()


def seed_of(secret: str, public_value: str) -> str:
    """Return the seed: SHA-256 of the secret, a colon and the public value, in hexadecimal.

    Raises BadDrawing for a secret of less than 32 letters and figures, or no public value.
    Source: ours.
    """
    _refuse_weak(secret)
    if not public_value.strip():
        raise BadDrawing("public_value_missing")
    return sha256(f"{secret}:{public_value}".encode()).hexdigest()


def order_of(candidates: Sequence[str], seed: str) -> tuple[str, ...]:
    """Return all candidates in the order drawn: by SHA-256 of "seed:number", then by number.

    Source: ours.
    """
    return tuple(sorted(candidates, key=lambda one: (_key(seed, one), one)))


def draw(candidates: Sequence[str], places: int, seed: str) -> tuple[str, ...]:
    """Return who gets the places, in the order drawn; all of them where there are no more.

    Raises BadDrawing for a number given twice or empty, and for places below 0. Source: ours.

    >>> draw(["D01", "D02", "D03"], 2, "a")
    ('D01', 'D03')
    """
    return draw_by_kind({"": candidates}, {"": places}, seed)[""].winners


def draw_by_kind(
    candidates: Mapping[str, Sequence[str]], places: Mapping[str, int], seed: str
) -> dict[str, Drawn]:
    """Return winners and alternates of each kind. Raises BadDrawing as `draw`.

    Places that a kind cannot fill stay empty: who takes them is no matter of lots. Source: ours.
    """
    _refuse_unfit(candidates, places)
    orders = {kind: order_of(numbers, seed) for kind, numbers in candidates.items()}
    return {
        kind: Drawn(order[: places[kind]], order[places[kind] :]) for kind, order in orders.items()
    }


def record_of(
    candidates: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
    *,
    secret: str,
    public_value: str,
    source: str,
) -> dict[str, Any]:
    """Return the record of a drawing as it is published; tools/recompute_drawing.py checks it.

    {"format", "source", "public_value", "secret", "seed", "commitment", "kinds": [{"kind",
    "places", "candidates", "winners", "alternates"}]}; kinds and candidates are sorted.
    Raises BadDrawing. Source: ours.
    """
    seed = seed_of(secret, public_value)
    drawn = draw_by_kind(candidates, places, seed)
    kinds = [
        {
            "kind": kind,
            "places": places[kind],
            "candidates": sorted(candidates[kind]),
            "winners": list(drawn[kind].winners),
            "alternates": list(drawn[kind].alternates),
        }
        for kind in sorted(candidates)
    ]
    return {
        "format": FORMAT,
        "source": source,
        "public_value": public_value,
        "secret": secret,
        "seed": seed,
        "commitment": commitment_by_kind(candidates, places, secret, source=source),
        "kinds": kinds,
    }


def check_record(record: Mapping[str, Any], *, committed: str = "") -> list[str]:
    """Return in Chinese what does not fit in a record; nothing if all fits.

    `committed` is the commitment published when the list closed; without it only the record is
    held against itself. Source: ours.
    """
    try:
        candidates = {one["kind"]: one["candidates"] for one in record["kinds"]}
        places = {one["kind"]: one["places"] for one in record["kinds"]}
        again = record_of(
            candidates,
            places,
            secret=record["secret"],
            public_value=record["public_value"],
            source=record["source"],
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        return ["抽选记录缺少内容，或者格式不对。"]
    return [*_differences(record, again), *_broken(again, committed)]


def _differences(record: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """What the record says and what comes out of it."""
    told = {
        "format": "格式不是本系统的抽选记录。",
        "commitment": "承诺值与名单、名额、公共数值来源和密值算出的不符。",
        "seed": "种子与密值、公共数值算出的不符。",
    }
    found = [said for name, said in told.items() if record.get(name) != again[name]]
    if len(record["kinds"]) != len(again["kinds"]):
        return [*found, "代表类别重复。"]
    given = {one["kind"]: one for one in record["kinds"]}
    for right in again["kinds"]:
        one, name = given[right["kind"]], f"“{right['kind']}”" if right["kind"] else ""
        if one.get("winners") != right["winners"]:
            found.append(f"{name}中选名单与重新计算的不符。")
        if one.get("alternates") != right["alternates"]:
            found.append(f"{name}候补顺序与重新计算的不符。")
    return found


def _broken(again: Mapping[str, Any], committed: str) -> list[str]:
    if not committed or committed == again["commitment"]:
        return []
    return ["承诺值与截止时公布的不符：名单、名额、公共数值来源或者密值在截止后改过。"]


def _key(seed: str, number: str) -> bytes:
    return sha256(f"{seed}:{number}".encode()).digest()


def _refuse_weak(secret: str) -> None:
    if _SECRET.fullmatch(secret) is None:
        raise BadDrawing("secret_weak")


def _refuse_unfit(candidates: Mapping[str, Sequence[str]], places: Mapping[str, int]) -> None:
    if candidates.keys() != places.keys():
        raise BadDrawing("kinds_differ", "、".join(sorted(candidates.keys() ^ places.keys())))
    seen: set[str] = set()
    for kind, numbers in candidates.items():
        if type(places[kind]) is not int or places[kind] < 0:
            raise BadDrawing("places", places[kind])
        if isinstance(numbers, str):
            raise BadDrawing("candidate", numbers)
        for number in numbers:
            if not isinstance(number, str) or not number or number in seen:
                raise BadDrawing("candidate", number)
            seen.add(number)
