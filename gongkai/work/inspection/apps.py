"""The inspection office as a Django app."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Label: inspection."""

    name = "gongkai.work.inspection"
    label = "inspection"
