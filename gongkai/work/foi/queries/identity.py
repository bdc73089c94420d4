"""Whether a text tells who asked."""

from __future__ import annotations

from gongkai.work.foi.models.request import Request

# A name is told by two characters; "青禾区" as an address tells nobody apart.
_SHORTEST_NAME, _SHORTEST = 2, 6
HIDDEN = "（申请人信息）"


def _marks(request: Request) -> list[str]:
    """What identifies the applicant, the longest first."""
    one = request.applicant
    names = [part.strip() for part in (one.name, one.contact)]
    others = [part.strip() for part in (one.identity, one.phone, one.email, one.address)]
    known = {part for part in names if len(part) >= _SHORTEST_NAME}
    known |= {part for part in others if len(part) >= _SHORTEST}
    return sorted(known, key=len, reverse=True)


def names_applicant(request: Request, text: str) -> bool:
    """True if something of the applicant's identity stands in the text."""
    plain = "".join(text.split()).casefold()
    return any("".join(mark.split()).casefold() in plain for mark in _marks(request))


def without_applicant(request: Request, text: str) -> str:
    """The text for those who do not handle the case: what identifies is replaced."""
    for mark in _marks(request):
        text = text.replace(mark, HIDDEN)
    return text
