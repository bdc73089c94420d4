"""Addresses of meetings."""

from django.urls import path

from gongkai.faces.desk.meetings import arranging, people, said, views

urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", arranging.new, name="meeting_new"),
    path("meetings/<slug:number>/", views.meeting, name="meeting"),
    path("meetings/<slug:number>/edit/", arranging.revise, name="meeting_edit"),
    path("meetings/<slug:number>/call/", arranging.plan_call, name="meeting_call"),
    path("meetings/<slug:number>/move/", arranging.postpone, name="meeting_move"),
    path("meetings/<slug:number>/off/", arranging.call_off, name="meeting_off"),
    path("meetings/<slug:number>/list/", arranging.close_list, name="meeting_list"),
    path("meetings/<slug:number>/act/<slug:act>/", views.act, name="meeting_act"),
    path("meetings/<slug:number>/people/", people.people, name="meeting_people"),
    path("meetings/<slug:number>/people/invite/", people.invite, name="meeting_invite"),
    path(
        "meetings/<slug:number>/people/<int:pk>/<slug:act>/", people.person, name="meeting_person"
    ),
    path("meetings/<slug:number>/attendance/", people.attendance, name="meeting_attendance"),
    path("meetings/<slug:number>/statements/", said.statements, name="meeting_statements"),
    path("meetings/<slug:number>/statements/<int:pk>/", said.answer, name="meeting_answer"),
    path(
        "meetings/<slug:number>/statements/<int:pk>/drop/", said.drop, name="meeting_statement_drop"
    ),
]
