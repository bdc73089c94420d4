"""Evaluation of policies (政策评价) and surveys of the public (民意征集)."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """The office of evaluations."""

    name = "gongkai.work.evaluations"
    label = "evaluations"
    verbose_name = "政策评价"
