"""A few pages for the ui to stand on without the faces: two views and four names."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from gongkai.faces.ui import errors
from gongkai.faces.ui.throttle import throttled

handler400, handler403, handler404 = errors.bad_request, errors.forbidden, errors.not_found


@login_not_required
def plain(request: HttpRequest) -> HttpResponse:
    """Answers with what was asked."""
    return HttpResponse(request.GET.urlencode())


@login_not_required
def forbidden(request: HttpRequest) -> HttpResponse:
    """Refuses with its sentence."""
    raise PermissionDenied("只有审核人可以打开这一页。")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    """Fails as only a mistake of ours can."""
    raise RuntimeError("secret detail")


def busy(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """Says in figures how long to wait."""
    return HttpResponse(str(wait_seconds), status=429)


@login_not_required
@throttled("shelf", limit=2, seconds=3600, methods=("GET", "HEAD"), answer=busy)
def shelf(request: HttpRequest) -> HttpResponse:
    """Read twice an hour by each sender."""
    return HttpResponse("book")


@login_not_required
@throttled("gate", limit=2, seconds=3600)
def gate(request: HttpRequest) -> HttpResponse:
    """Open twice an hour for each sender."""
    return HttpResponse("in")


portal = [
    path("", plain, name="home"),
    path("catalogue/", plain, name="catalogue"),
    path("search/", plain, name="search"),
    path("ledger/", plain, name="ledger"),
]
urlpatterns = [
    path("desk/", plain),
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("gate/", gate),
    path("shelf/", shelf),
    path("", include((portal, "portal"))),
]
