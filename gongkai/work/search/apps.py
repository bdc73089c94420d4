"""The search office as a Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Label: search."""

    name = "gongkai.work.search"
    label = "search"
