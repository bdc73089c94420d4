"""Addresses of the review desk beyond its two first pages."""

from django.urls import path

from gongkai.faces.desk.records import review_log, reviews, stand_ins

urlpatterns = [
    path("reviews/log/", review_log.review_log, name="review_log"),
    path("reviews/stand-ins/", stand_ins.stand_ins, name="stand_ins"),
    path("reviews/stand-ins/<int:pk>/recall/", stand_ins.recall, name="stand_in_recall"),
    path("reviews/<int:pk>/waive/", reviews.waive, name="review_waive"),
]
