"""Addresses of responses."""

from django.urls import path

from gongkai.faces.portal.responses import pages

urlpatterns = [path("", pages.responses, name="responses")]
