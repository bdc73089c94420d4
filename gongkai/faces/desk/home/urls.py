"""Addresses of the way in and of the home page."""

from django.urls import path

from gongkai.faces.desk.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("password/", views.password, name="password"),
]
