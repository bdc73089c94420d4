"""Addresses of responses."""

from django.urls import path

from gongkai.faces.desk.responses import assigning, conferences, policies, units, views

urlpatterns = [
    path("responses/", views.responses, name="responses"),
    path("responses/new/", assigning.register, name="response_new"),
    path("responses/conferences/", conferences.conferences, name="conferences"),
    path("responses/conferences/new/", conferences.new, name="conference_new"),
    path("responses/conferences/<int:pk>/", conferences.conference, name="conference"),
    path("responses/policies/", policies.policies, name="major_policies"),
    path("responses/policies/new/", policies.new, name="major_policy_new"),
    path("responses/policies/<int:pk>/", policies.policy, name="major_policy"),
    path("responses/<slug:number>/", views.response, name="response"),
    path("responses/<slug:number>/assign/", assigning.assign, name="response_assign"),
    path("responses/<slug:number>/regrade/", assigning.regrade, name="response_regrade"),
    path("responses/<slug:number>/close/", assigning.close, name="response_close"),
    path("responses/<slug:number>/<int:pk>/accept/", units.accept, name="response_accept"),
    path("responses/<slug:number>/<int:pk>/note/", units.note, name="response_note"),
    path("responses/<slug:number>/<int:pk>/reply/", units.reply, name="response_reply"),
    path("responses/<slug:number>/<int:pk>/elsewhere/", units.elsewhere, name="response_elsewhere"),
]
