"""Addresses of the desk's pages on organisations and people."""

from django.urls import path

from gongkai.faces.desk.org import views

urlpatterns = [
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.new, name="organisation_new"),
    path("organisations/groups/", views.group, name="group_new"),
    path("organisations/groups/<int:pk>/", views.group, name="group"),
    path("organisations/accounts/", views.account, name="account_new"),
    path("organisations/posts/<int:pk>/end/", views.end, name="post_end"),
    path("organisations/<slug:code>/", views.organisation, name="organisation"),
    path("organisations/<slug:code>/edit/", views.describing, name="organisation_edit"),
    path("organisations/<slug:code>/rename/", views.renaming, name="organisation_rename"),
    path("organisations/<slug:code>/alias/", views.alias, name="organisation_alias"),
    path("organisations/<slug:code>/appoint/", views.appointing, name="organisation_appoint"),
]
