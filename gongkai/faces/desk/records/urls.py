"""Addresses of the desk's records pages."""

from django.urls import path, re_path

from gongkai.faces.desk.records import (
    catalogue,
    cleanup,
    drafting,
    numbers,
    reviews,
    views,
    withdrawals,
)

urlpatterns = [
    path("records/", views.records, name="records"),
    path("records/new/", drafting.new, name="record_new"),
    path("records/<int:pk>/", views.record, name="record"),
    path("records/<int:pk>/versions/<int:number>/", views.record, name="record_version"),
    path("records/<int:pk>/edit/", drafting.edit, name="record_edit"),
    path("records/<int:pk>/discard/", views.discard, name="record_discard"),
    path("records/<int:pk>/withdraw/", withdrawals.ask, name="record_withdraw"),
    re_path(
        r"^records/(?P<pk>\d{1,18})/files/(?P<sha256>[0-9a-f]{64})/$",
        views.file,
        name="record_file",
    ),
    path("numbers/", numbers.numbers, name="numbers"),
    path("numbers/<str:code>/<int:year>/", numbers.series, name="number_series"),
    path("normative/", cleanup.cleanup, name="cleanup"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    re_path(r"^catalogue/(?P<code>[\w.-]+)/tasks/$", catalogue.link, name="catalogue_link"),
    re_path(r"^catalogue/(?P<code>[\w.-]+)/add/$", catalogue.add, name="catalogue_add"),
]
