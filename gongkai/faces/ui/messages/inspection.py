"""Refusals of the inspection office."""

MESSAGES: dict[str, str] = {}
