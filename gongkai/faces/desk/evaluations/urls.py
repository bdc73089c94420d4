"""Addresses of surveys and evaluations."""

from django.urls import path

from gongkai.faces.desk.evaluations import surveys, views

urlpatterns = [
    path("surveys/", surveys.surveys, name="surveys"),
    path("surveys/new/", surveys.new, name="survey_new"),
    path("surveys/<slug:number>/", surveys.survey, name="survey"),
    path("surveys/<slug:number>/edit/", surveys.revise, name="survey_edit"),
    path("surveys/<slug:number>/questions/", surveys.questions, name="survey_questions"),
    path("surveys/<slug:number>/sheets/", surveys.enter, name="survey_enter"),
    path("surveys/<slug:number>/act/<slug:act>/", surveys.act, name="survey_act"),
    path("evaluations/", views.evaluations, name="evaluations"),
    path("evaluations/begin/", views.begin, name="evaluation_begin"),
    path("evaluations/<int:pk>/", views.evaluation, name="evaluation"),
    path("evaluations/<int:pk>/methods/", views.add_method, name="evaluation_method"),
    path(
        "evaluations/<int:pk>/methods/<int:method>/drop/",
        views.drop_method,
        name="evaluation_drop_method",
    ),
    path("evaluations/<int:pk>/act/<slug:act>/", views.act, name="evaluation_act"),
]
