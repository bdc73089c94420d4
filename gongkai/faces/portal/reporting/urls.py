"""Addresses of annual reports on the portal."""

from django.urls import path

from gongkai.faces.portal.reporting import views

urlpatterns = [
    path("reports/<int:year>/", views.year, name="reports_of_year"),
    path("reports/<int:year>/<slug:code>/", views.report, name="report"),
]
