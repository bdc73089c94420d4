"""Addresses of what follows a reply."""

from django.urls import path

from gongkai.faces.desk.foi_after import lists, views

_CASE = "foi/<str:number>/after/"
_CHALLENGE = f"{_CASE}challenges/"

urlpatterns = [
    path("foi-closed/", lists.closed, name="foi_closed"),
    path("foi-closed/<int:pk>/begin/", lists.begin, name="foi_convert_begin"),
    path(_CASE, views.after, name="foi_after"),
    path(f"{_CASE}convert/", views.convert, name="foi_convert"),
    path(f"{_CHALLENGE}new/", views.challenge, name="foi_challenge_new"),
    path(f"{_CHALLENGE}<int:pk>/answer/", views.answer, name="foi_challenge_answer"),
    path(f"{_CHALLENGE}<int:pk>/decide/", views.decide, name="foi_challenge_decide"),
    path(f"{_CHALLENGE}papers/<int:pk>/", views.paper, name="foi_challenge_paper"),
    path(f"{_CASE}archive/", views.make_archive, name="foi_archive_make"),
    path(f"{_CASE}archive/<int:volume>/", views.archive_file, name="foi_archive_file"),
]
