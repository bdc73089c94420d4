"""Addresses of the portal's records pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
