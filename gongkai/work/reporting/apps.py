"""The reporting office as a Django app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Label: reporting."""

    name = "gongkai.work.reporting"
    label = "reporting"
