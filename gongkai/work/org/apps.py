"""The org office as a Django app."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """Label: org."""

    name = "gongkai.work.org"
    label = "org"
