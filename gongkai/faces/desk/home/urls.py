"""Addresses of the desk's home pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
