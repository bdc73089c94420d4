"""Addresses of the desk: home, then one folder an office."""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("gongkai.faces.desk.home.urls")),
    path("", include("gongkai.faces.desk.org.urls")),
    path("", include("gongkai.faces.desk.ledger.urls")),
    path("", include("gongkai.faces.desk.records.urls")),
    path("", include("gongkai.faces.desk.currency.urls")),
    path("catalogue/editions/", include("gongkai.faces.desk.editions.urls")),
    path("", include("gongkai.faces.desk.records.review_urls")),
    path("", include("gongkai.faces.desk.workbench.urls")),
    path("", include("gongkai.faces.desk.imports.urls")),
    path("", include("gongkai.faces.desk.foi_letters.urls")),
    path("", include("gongkai.faces.desk.foi_after.urls")),
    path("", include("gongkai.faces.desk.foi_redact.urls")),
    path("", include("gongkai.faces.desk.foi.urls")),
    path("", include("gongkai.faces.desk.meetings.urls")),
    path("", include("gongkai.faces.desk.consultations.urls")),
    path("", include("gongkai.faces.desk.decisions.urls")),
    path("", include("gongkai.faces.desk.responses.urls")),
    path("", include("gongkai.faces.desk.evaluations.urls")),
    path("", include("gongkai.faces.desk.inspection.urls")),
    path("", include("gongkai.faces.desk.reporting.urls")),
]
