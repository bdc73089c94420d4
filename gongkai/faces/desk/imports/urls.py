"""Addresses of bulk imports on the desk."""

from django.urls import path

from gongkai.faces.desk.imports import batch, begin, review, samples

urlpatterns = [
    path("records/import/", begin.batches, name="imports"),
    path("records/import/samples/<str:kind>/", samples.sample, name="import_sample"),
    path("records/import/<int:pk>/", batch.batch, name="import_batch"),
    path("records/import/<int:pk>/mapping/", begin.mapping, name="import_mapping"),
    path("records/import/<int:pk>/check/", begin.check, name="import_check"),
    path(
        "records/import/<int:pk>/check/refused/", begin.check_refused, name="import_check_refused"
    ),
    path("records/import/<int:pk>/start/", begin.start, name="import_start"),
    path("records/import/<int:pk>/rows/<int:number>/", batch.row, name="import_row"),
    path("records/import/<int:pk>/refused/", batch.refused_rows, name="import_refused"),
    path("records/import/<int:pk>/submit/", batch.submit, name="import_submit"),
    path("records/import/<int:pk>/discard/", batch.discard, name="import_discard"),
    path("reviews/batches/<int:pk>/", review.review, name="import_review"),
]
