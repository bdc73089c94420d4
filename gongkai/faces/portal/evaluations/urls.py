"""Addresses of surveys and evaluations."""

from django.urls import path

from gongkai.faces.portal.evaluations import evaluations, sheet

urlpatterns = [
    path("surveys/", sheet.surveys, name="surveys"),
    path("surveys/<slug:number>/", sheet.survey, name="survey"),
    path("evaluations/", evaluations.evaluations, name="evaluations"),
]
