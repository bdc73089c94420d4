"""Logging in and changing one's password."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from gongkai.faces.ui.forms import SpokenErrors

_CURRENT = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class LoginForm(SpokenErrors, AuthenticationForm):
    """Account and password; one sentence for every way in which they can be wrong."""

    username = forms.CharField(
        label="账号", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(label="密码", strip=False, widget=_CURRENT)
    error_messages = {
        "invalid_login": "账号或者密码不对，请核对后重新登录；忘记密码请找系统管理员重设。",
        "inactive": "这个账号已经停用，请与系统管理员联系。",
    }


class PasswordForm(SpokenErrors, PasswordChangeForm):
    """The old password, and the new one twice."""

    error_messages = {
        "password_mismatch": "两次填写的新密码不一样，请重新填写。",
        "password_incorrect": "原密码不对，请重新填写。",
    }
