"""The files office as a Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Label: files."""

    name = "gongkai.work.files"
    label = "files"
