"""Addresses of the editions of the basic catalogue."""

from django.urls import path

from gongkai.faces.desk.editions import row_views, upload_views, views

urlpatterns = [
    path("", views.editions, name="editions"),
    path("<int:number>/", views.edition, name="edition"),
    path("<int:number>/describe/", views.describe_it, name="edition_describe"),
    path("<int:number>/abandon/", views.abandon_it, name="edition_abandon"),
    path("<int:number>/adopt/", views.adopt_it, name="edition_adopt"),
    path("<int:number>/table.xlsx", views.workbook, name="edition_xlsx"),
    path("<int:number>/upload/", upload_views.upload_it, name="edition_upload"),
    path("<int:number>/rows/", row_views.act, name="edition_rows"),
    path("<int:number>/rows/new/", row_views.add, name="edition_row_new"),
    path("<int:number>/rows/<str:code>/", row_views.change, name="edition_row"),
    path("<int:number>/rows/<str:code>/remove/", row_views.remove_it, name="edition_row_remove"),
]
