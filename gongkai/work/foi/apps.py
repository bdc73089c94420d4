"""Requests for information (依申请公开): from receipt to archive."""

from django.apps import AppConfig


class FoiConfig(AppConfig):
    """The office of requests."""

    name = "gongkai.work.foi"
    label = "foi"
    verbose_name = "依申请公开"
