"""Refusals of responses to public opinion."""

MESSAGES: dict[str, str] = {}
