"""Addresses of the workbench of old documents."""

from django.urls import path

from gongkai.faces.desk.workbench import fixes, views

urlpatterns = [
    path("records/history/", views.history, name="history"),
    path("records/history/documents/", views.history_documents, name="history_documents"),
    path("records/history/fix/", fixes.fix, name="history_fix"),
]
