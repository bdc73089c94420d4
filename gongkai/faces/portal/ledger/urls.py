"""Addresses of the portal's ledger pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
