"""Surveys of the public and yearly evaluations of policies, on the desk."""
