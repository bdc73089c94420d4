"""Addresses of decisions; that of one never changes, whatever becomes of it."""

from django.urls import path

from gongkai.faces.portal.decisions import views

urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("lists/<int:year>/<int:number>/", views.year_list, name="year_list"),
    path("<slug:code>/", views.decision, name="decision"),
]
