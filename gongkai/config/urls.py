"""Addresses: the desk under /desk/, data for machines, everything else is the portal."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("gongkai.faces.desk.urls")),
    path("", include("gongkai.faces.exchange.urls")),
    path("", include("gongkai.faces.portal.urls")),
]
handler400 = "gongkai.faces.ui.errors.bad_request"
handler403 = "gongkai.faces.ui.errors.forbidden"
handler404 = "gongkai.faces.ui.errors.not_found"
