"""Addresses of the review desk beyond its two first pages."""

from django.urls import path, re_path

from gongkai.faces.desk.records import batch, review_log, reviews, routine, stand_ins, withdrawals

urlpatterns = [
    path("reviews/batch/", batch.batch, name="review_batch"),
    path("reviews/log/", review_log.review_log, name="review_log"),
    path("reviews/stand-ins/", stand_ins.stand_ins, name="stand_ins"),
    path("reviews/stand-ins/<int:pk>/recall/", stand_ins.recall, name="stand_in_recall"),
    re_path(r"^catalogue/(?P<code>[\w.-]+)/routine/$", routine.routine, name="catalogue_routine"),
    path("withdrawals/<int:pk>/", withdrawals.decide, name="withdrawal"),
    path("reviews/<int:pk>/waive/", reviews.waive, name="review_waive"),
]
