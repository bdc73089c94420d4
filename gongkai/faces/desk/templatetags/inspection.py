"""How points are written."""

from __future__ import annotations

from decimal import Decimal

from django import template

from gongkai.rules.scoring import plain

register = template.Library()


@register.filter
def points(value: Decimal) -> str:
    """96.5, without needless noughts."""
    return plain(value)
