"""The words of the index that nobody types: what passages cite, and what readers narrow by."""

from __future__ import annotations

from gongkai.rules.segmentation.keys import Number

_CITED = "引"


def cited(number: Number) -> str:
    """The key of passages that name the number."""
    return f"{_CITED}{number.keys[0]}"


def mark(facet: str, value: object) -> str:
    """The mark of one value of a facet; signs that no value has are left out."""
    return facet + "".join(sign for sign in str(value) if sign.isalnum() or sign == "_")
