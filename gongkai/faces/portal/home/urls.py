"""Addresses of the portal's home pages."""

from django.urls import path

from gongkai.faces.portal.home import machines, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("feeds/", machines.feeds, name="feeds"),
]
