"""Addresses of the log's heads, the proofs between them, and the program that checks."""

from django.urls import path

from gongkai.faces.portal.log import views

urlpatterns = [
    path("", views.heads, name="heads"),
    path("head.json", views.newest_head, name="newest_head"),
    path("heads/<int:size>.json", views.head, name="head"),
    path("consistency.json", views.consistency, name="consistency"),
    path("verify_proof.py", views.verifier, name="verifier"),
]
