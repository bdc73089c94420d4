"""The ledger office as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Label: ledger."""

    name = "gongkai.work.ledger"
    label = "ledger"
