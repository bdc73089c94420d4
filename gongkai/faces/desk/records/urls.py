"""Addresses of the desk's records pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
