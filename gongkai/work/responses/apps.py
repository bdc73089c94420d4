"""Responses to public opinion (政务舆情回应), press conferences, risk before a major policy."""

from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    """The office of responses."""

    name = "gongkai.work.responses"
    label = "responses"
    verbose_name = "回应关切"
