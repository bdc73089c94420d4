"""Addresses of the portal's ledger pages."""

from django.urls import path

from gongkai.faces.portal.ledger import views

urlpatterns = [
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/<slug:code>/", views.ledger_of, name="ledger_of"),
]
