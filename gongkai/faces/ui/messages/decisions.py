"""Refusals of the road of a decision, its yearly list and its dossier."""

MESSAGES: dict[str, str] = {}
