"""Tables of requests: the case and its clock, the work on it, letters, and what follows."""

from gongkai.work.foi.models import ending, letter, request, working

__all__ = ["ending", "letter", "request", "working"]
