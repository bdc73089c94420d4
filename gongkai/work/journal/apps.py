"""The journal office as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Label: journal."""

    name = "gongkai.work.journal"
    label = "journal"
