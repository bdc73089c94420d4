"""The jobs window as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Label: jobs."""

    name = "gongkai.faces.jobs"
    label = "jobs"
