"""Requests about the taking of land and houses: what was published of the project comes first."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from gongkai.rules.segmentation.normal import normal

_DATA = tomllib.loads(files("gongkai.rules.data").joinpath("foi_land.toml").read_text("utf-8"))
LAND_ITEMS: tuple[str, ...] = tuple(_DATA["items"])
"""Codes of the catalogue's items under which such projects are published."""
_WORDS = tuple(normal(word) for word in _DATA["words"])


def is_about_land(text: str) -> bool:
    """Return whether a request names a taking of land or of houses.

    Source: 政府信息公开条例 第二十一条; the list of words is ours.

    >>> is_about_land("青禾路延长段征地补偿安置方案"), is_about_land("道路养护合同")
    (True, False)
    """
    plain = "".join(normal(text).split())
    return any(word in plain for word in _WORDS)
