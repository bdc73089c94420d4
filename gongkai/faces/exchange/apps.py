"""The machines' window as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Label: exchange."""

    name = "gongkai.faces.exchange"
    label = "exchange"
