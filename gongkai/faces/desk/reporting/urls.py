"""Addresses of annual reports on the desk."""

from django.urls import path

from gongkai.faces.desk.reporting import act_views as acts
from gongkai.faces.desk.reporting import views

_ONE = "reports/<int:year>/<slug:code>/"

urlpatterns = [
    path("reports/", views.reports, name="annual_reports"),
    path(_ONE, views.report, name="annual_report"),
    path(f"{_ONE}text/<slug:part>/", acts.text, name="annual_report_text"),
    path(f"{_ONE}figures/", acts.figures, name="annual_report_figures"),
    path(f"{_ONE}last-year/", acts.last_year, name="annual_report_last_year"),
    path(f"{_ONE}cells/<str:line>/<slug:column>/", views.cell, name="annual_report_cell"),
    path(f"{_ONE}files/<slug:kind>/", views.file, name="annual_report_file"),
    path(f"{_ONE}editions/<int:number>/", views.edition, name="annual_report_edition"),
    path(f"{_ONE}draft/", acts.draft, name="annual_report_draft"),
    path(f"{_ONE}because/<slug:act>/", acts.reasoned, name="annual_report_because"),
    path(f"{_ONE}do/<slug:act>/", acts.step, name="annual_report_step"),
]
