"""The desk window as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Label: desk."""

    name = "gongkai.faces.desk"
    label = "desk"
