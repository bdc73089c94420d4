"""Decisions in the open (决策公开): from the yearly list to the evaluation."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The office of decisions."""

    name = "gongkai.work.decisions"
    label = "decisions"
    verbose_name = "决策公开"
