"""The records office as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Label: records."""

    name = "gongkai.work.records"
    label = "records"
