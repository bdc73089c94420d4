"""Addresses of the files of a case and of what is blacked out in them."""

from django.urls import path

from gongkai.faces.desk.foi_redact import images, result_views, views

_FILES = "foi/<str:number>/files/"
_FILE = f"{_FILES}<int:pk>/"
_REDACTION = f"{_FILES}redactions/<int:pk>/"
_RESULT = f"{_REDACTION}result/"

urlpatterns = [
    path(_FILES, views.files, name="foi_redact"),
    path(f"{_FILE}begin/", views.begin, name="foi_redact_begin"),
    path(f"{_FILE}original/", views.original, name="foi_redact_original"),
    path(_REDACTION, views.mark, name="foi_redact_mark"),
    path(f"{_REDACTION}drop/", views.drop, name="foi_redact_drop"),
    path(f"{_REDACTION}seen/", views.seen, name="foi_redact_seen"),
    path(f"{_REDACTION}make/", views.make, name="foi_redact_make"),
    path(f"{_REDACTION}discard/", views.discard, name="foi_redact_discard"),
    path(f"{_REDACTION}pages/<int:page>.png", images.page, name="foi_redact_page"),
    path(f"{_REDACTION}pictures/<str:key>.png", images.picture, name="foi_redact_picture"),
    path(_RESULT, result_views.result, name="foi_redact_result"),
    path(f"{_RESULT}file/", result_views.file, name="foi_redact_file"),
    path(f"{_RESULT}pages/<int:page>.png", images.made_page, name="foi_redact_made_page"),
    path(f"{_RESULT}pictures/<str:key>.png", images.made_picture, name="foi_redact_made_picture"),
    path(f"{_RESULT}approve/", result_views.approve, name="foi_redact_approve"),
    path(f"{_RESULT}return/", result_views.send_back, name="foi_redact_return"),
]
