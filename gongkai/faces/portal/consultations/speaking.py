"""One clause, or the whole draft: what others said on it, and the form to say something."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.faces.portal.consultations.commenting import Commented, speak
from gongkai.faces.portal.consultations.forms import CommentForm
from gongkai.faces.portal.consultations.pages import Head, head_of
from gongkai.faces.portal.private import private, too_often
from gongkai.faces.ui.messages import sentences
from gongkai.work.decisions.models.consultation import Clause
from gongkai.work.decisions.queries.opinions import shown_on
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.seal import new_secret

# Within ten minutes; a school or an office speaks from one address.
_OFTEN = 30


@private
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, code: str, number: int, key: str) -> HttpResponse:
    """The page of a clause ("" is the whole draft); a form that is sent is answered at once."""
    # The moment of arrival decides whether it is in time, not the moment it is written down.
    at = timezone.now()
    head = head_of(code, number, at)
    clause = _clause(head, key)
    if request.method != "POST":
        form = CommentForm(initial={"token": new_secret()})
        return _shown(request, head, clause, form)
    form = CommentForm(request.POST, request.FILES)
    if said := too_often(request, "comment", _OFTEN):
        return _shown(request, head, clause, form, said, status=429)
    if not form.is_valid():
        return _shown(request, head, clause, form, status=200)
    try:
        done = speak(head.consultation, key, form.cleaned_data, at)
    except Refused as refused:
        return _shown(request, head, clause, form, sentences(refused), status=409)
    return _receipt(request, head, clause, done)


def _clause(head: Head, key: str) -> Clause | None:
    if not key:
        return None
    found = Clause.objects.filter(consultation=head.consultation, key=key).first()
    if found is None:
        raise Http404("clause")
    return found


def _receipt(
    request: HttpRequest, head: Head, clause: Clause | None, done: Commented
) -> HttpResponse:
    """Number and secret, in the answer itself: nobody can show the secret again."""
    context = {"head": head, "clause": clause, "done": done}
    return render(request, "portal/consultations/receipt.html", context)


def _shown(
    request: HttpRequest,
    head: Head,
    clause: Clause | None,
    form: CommentForm,
    said: list[str] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    before = request.GET.get("before", "")
    since = int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None  # noqa: PLR2004
    key = clause.pk if clause else None
    context = {
        "head": head,
        "clause": clause,
        "form": form,
        "sentences": said or [],
        "slice": shown_on(head.consultation, clause, since),
        "before": since,
        "count": head.counts.by_clause.get(key, 0),
        "held": head.counts.held_by_clause.get(key, 0),
    }
    return render(request, "portal/consultations/place.html", context, status=status)
