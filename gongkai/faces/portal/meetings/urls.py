"""Addresses of meetings."""

from django.urls import path

from gongkai.faces.portal.meetings import applying, pages

urlpatterns = [
    path("", pages.meetings, name="meetings"),
    path("recompute_drawing.py", pages.script, name="meeting_script"),
    path("<slug:number>/", pages.meeting, name="meeting"),
    path("<slug:number>/apply/", applying.apply_, name="meeting_apply"),
    path("<slug:number>/status/", applying.status, name="meeting_status"),
    path("<slug:number>/drawing.json", pages.drawing, name="meeting_drawing"),
]
