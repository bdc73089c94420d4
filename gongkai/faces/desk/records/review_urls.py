"""Addresses of the review desk beyond its two first pages."""

from django.urls import path

from gongkai.faces.desk.records import review_log, reviews

urlpatterns = [
    path("reviews/log/", review_log.review_log, name="review_log"),
    path("reviews/<int:pk>/waive/", reviews.waive, name="review_waive"),
]
