"""Refusals of the files office."""

MESSAGES: dict[str, str] = {}
