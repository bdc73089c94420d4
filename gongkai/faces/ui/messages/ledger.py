"""Refusals of the ledger office."""

MESSAGES: dict[str, str] = {}
