"""Pages that only the applicant may see: kept by no cache, listed by no search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from gongkai.faces.ui.errors import NO_INDEX
from gongkai.faces.ui.throttle import household, sender, waits

View = Callable[..., HttpResponse]
_TEN_MINUTES = 600


def private(view: View) -> View:
    """Open to everybody without an account, but what it says is for one visitor."""

    @login_not_required
    @sensitive_post_parameters()
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = NO_INDEX
        return response

    return guarded


def too_often(request: HttpRequest, purpose: str, limit: int) -> list[str]:
    """Counts an address within ten minutes; the sentence where it came too often, else nothing.

    The page then shows again what was typed: a text is never lost to a limit.
    """
    who = household(sender(request))
    seconds = waits(f"foi_{purpose}", who, limit=limit, seconds=_TEN_MINUTES)
    if not seconds:
        return []
    minutes = max(1, -(-seconds // 60))
    return [
        f"这个网络地址提交得太频繁，这一次没有保存。下面填写的文字都在，请不要关闭本页，"
        f"过 {minutes} 分钟再按一次；选好的文件要重新选择。也可以当面或者邮寄提交。"
    ]
