"""The portal window as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Label: portal."""

    name = "gongkai.faces.portal"
    label = "portal"
