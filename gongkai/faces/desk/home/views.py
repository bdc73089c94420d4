"""The way in and out of the desk, and the day page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone

from gongkai.faces.desk.home.day import day_page
from gongkai.faces.desk.home.forms import LoginForm, PasswordForm
from gongkai.faces.ui.throttle import throttled
from gongkai.work.org.models.person import Person

login = login_not_required(
    throttled("login", limit=10, seconds=300)(
        LoginView.as_view(
            template_name="desk/home/login.html",
            authentication_form=LoginForm,
            redirect_authenticated_user=True,
        )
    )
)
logout = LogoutView.as_view()
password = PasswordChangeView.as_view(
    template_name="desk/home/password.html",
    form_class=PasswordForm,
    success_url=reverse_lazy("desk:home"),
)


def home(request: HttpRequest) -> HttpResponse:
    """What is due, what waits for me, what came back."""
    assert isinstance(request.user, Person)
    page = day_page(request.user, timezone.now())
    return render(request, "desk/home/home.html", {"page": page})
