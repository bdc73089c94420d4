"""Tables of surveys, their answers, and yearly evaluations of policies."""

from gongkai.work.evaluations.models import evaluation, survey

__all__ = ["evaluation", "survey"]
