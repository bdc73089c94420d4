"""Addresses of the portal (contracts: an address once published never breaks)."""

from django.urls import include, path

app_name = "portal"
urlpatterns = [
    path("", include("gongkai.faces.portal.home.urls")),
    path("catalogue/basic/", include("gongkai.faces.portal.basic_catalogue.urls")),
    path("", include("gongkai.faces.portal.records.urls")),
    path("", include("gongkai.faces.portal.reporting.urls")),
    path("", include("gongkai.faces.portal.search.urls")),
    path("foi/", include("gongkai.faces.portal.foi.urls")),
    path("decisions/", include("gongkai.faces.portal.evaluations.urls")),
    path("decisions/meetings/", include("gongkai.faces.portal.meetings.urls")),
    path("decisions/", include("gongkai.faces.portal.consultations.urls")),
    path("decisions/", include("gongkai.faces.portal.decisions.urls")),
    path("responses/", include("gongkai.faces.portal.responses.urls")),
    path("proofs/", include("gongkai.faces.portal.log.urls")),
    path("", include("gongkai.faces.portal.ledger.urls")),
]
