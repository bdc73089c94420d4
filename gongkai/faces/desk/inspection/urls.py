"""Addresses of the desk's inspection pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
