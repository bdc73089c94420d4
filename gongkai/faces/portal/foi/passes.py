"""Short-lived signed cookies: who opened something with a secret need not send it again.

They hold the key of a row and nothing of its content, go to /foi/ only, and end by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_PATH = "/foi/"


@dataclass(frozen=True)
class Pass:
    """A cookie of this name that lasts so many seconds from its last use."""

    name: str
    seconds: int

    def holder(self, request: HttpRequest) -> int | None:
        """The key of the row that the visitor has opened, if it is so."""
        value = request.get_signed_cookie(
            self.name, default=None, salt=self.name, max_age=self.seconds
        )
        return int(value) if value and value.isdecimal() else None

    def give(self, response: HttpResponse, pk: int) -> HttpResponse:
        """Let the visitor in for a while, counted from now."""
        response.set_signed_cookie(
            self.name, str(pk), salt=self.name, max_age=self.seconds, path=_PATH,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip
        return response

    def take(self, response: HttpResponse) -> HttpResponse:
        """Show the visitor out."""
        response.delete_cookie(self.name, path=_PATH, samesite="Lax")
        return response


DRAFT = Pass("foi_draft", 2 * 60 * 60)
CASE = Pass("foi_case", 30 * 60)
OPINION = Pass("foi_opinion", 60 * 60)
