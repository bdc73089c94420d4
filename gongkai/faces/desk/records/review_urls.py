"""Addresses of the review desk beyond its two first pages."""

from django.urls import path

from gongkai.faces.desk.records import reviews

urlpatterns = [
    path("reviews/<int:pk>/waive/", reviews.waive, name="review_waive"),
]
