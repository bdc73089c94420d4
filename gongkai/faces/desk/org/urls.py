"""Addresses of the desk's org pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
