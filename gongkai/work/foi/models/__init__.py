"""Tables of requests: the case and its clock, the work on it, letters, and what follows."""

from gongkai.work.foi.models import draft, ending, letter, redaction, request, working

__all__ = ["draft", "ending", "letter", "redaction", "request", "working"]
