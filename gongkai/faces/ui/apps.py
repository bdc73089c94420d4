"""The ui window as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label: ui."""

    name = "gongkai.faces.ui"
    label = "ui"
