"""Addresses of the basic catalogue on the portal."""

from django.urls import path

from gongkai.faces.portal.basic_catalogue import views

urlpatterns = [
    path("", views.current, name="basic_catalogue"),
    path("<int:number>/", views.edition, name="basic_catalogue_edition"),
    path("<int:number>/table.xlsx", views.workbook, name="basic_catalogue_xlsx"),
    path("<int:before>/diff/<int:after>/", views.diff, name="basic_catalogue_diff"),
]
