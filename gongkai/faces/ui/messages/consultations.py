"""Refusals of consultations, opinions and feedback."""

MESSAGES: dict[str, str] = {}
