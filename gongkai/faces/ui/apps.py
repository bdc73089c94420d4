"""What all faces share, as a Django app."""

from django.apps import AppConfig
from django.urls import register_converter

from gongkai.faces.ui.addresses import IndexNumber, Sha256


class UiConfig(AppConfig):
    """Label: ui. The converters stand before any table of addresses is read."""

    name = "gongkai.faces.ui"
    label = "ui"

    def ready(self) -> None:
        register_converter(IndexNumber, "index_number")
        register_converter(Sha256, "sha256")
