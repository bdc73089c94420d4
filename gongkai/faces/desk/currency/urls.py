"""Addresses of the items of organisations and of how they are kept up to date."""

from django.urls import path

from gongkai.faces.desk.currency import views

_ITEM = "items/<slug:code>/<str:item>/"

urlpatterns = [
    path("items/", views.items, name="items"),
    path("currency/", views.everywhere, name="items_all"),
    path("items/<slug:code>/", views.items_of, name="items_of"),
    path("items/<slug:code>/change/", views.change_where, name="items_change"),
    path(_ITEM, views.item, name="item_of"),
    path(f"{_ITEM}draft/", views.draft, name="item_draft"),
    path(f"{_ITEM}change/", views.change, name="item_change"),
    path(f"{_ITEM}nothing/<str:from_on>/", views.nothing, name="item_nothing"),
]
