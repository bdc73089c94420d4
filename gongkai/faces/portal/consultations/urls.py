"""Addresses of consultations; no secret ever stands in one."""

from django.urls import path

from gongkai.faces.portal.consultations import feedback, mine, pages, speaking

_ROUND = "<str:code>/consultations/<int:number>/"

urlpatterns = [
    path("opinion/", mine.opinion, name="opinion"),
    path(_ROUND, pages.consultation, name="consultation"),
    path(f"{_ROUND}whole/", speaking.place, {"key": ""}, name="consultation_whole"),
    path(f"{_ROUND}clauses/<str:key>/", speaking.place, name="consultation_clause"),
    path("<str:code>/feedback/", feedback.feedback, name="decision_feedback"),
]
