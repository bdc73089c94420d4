"""Refusals of meetings attended by the public."""

MESSAGES: dict[str, str] = {}
