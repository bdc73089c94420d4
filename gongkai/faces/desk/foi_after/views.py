"""What follows the reply of one case: review for disclosure, challenges, archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out, do
from gongkai.faces.desk.foi_after.forms import (
    AnswerForm,
    ChallengeForm,
    ConversionForm,
    ResultForm,
)
from gongkai.faces.desk.foi_after.pages import after_page, conversion_source
from gongkai.faces.desk.foi_letters.gates import case_of, file_or_gone, require
from gongkai.faces.ui.forms import Form
from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.actions.challenge import (
    answer_challenge,
    decide_challenge,
    register_challenge,
)
from gongkai.work.foi.actions.convert import review
from gongkai.work.foi.models.ending import Archive, Challenge, ChallengePaper
from gongkai.work.foi.models.letter import Letter
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_terms import review_workdays
from gongkai.work.foi.queries.conversion_lists import alike_to
from gongkai.work.foi.queries.conversion_screen import anonymised

# Where a reply says what is given.
_GIVEN = ("提供情况", "公开部分")
_TITLE = 60
_HANDLES = "审查、登记和归档由本单位依申请公开经办人办理。"


def after(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that follows the reply."""
    person, on, case = case_of(request, number)
    return render(request, "desk/foi_after/after.html", {"page": after_page(person, case, on)})


def convert(request: HttpRequest, number: str) -> HttpResponse:
    """Decide whether the information becomes public for all."""
    case, _ = _handled(request, number)
    form = ConversionForm(request.POST or None, initial=_proposed(case))
    more = {
        "alike": alike_to(case),
        "workdays": review_workdays(),
        "source": conversion_source(),
    }
    return _with_form(
        request, case, form, review, "convert", done="已保存审查结论。", given={"request": case},
        more=more,
    )  # fmt: skip


def challenge(request: HttpRequest, number: str) -> HttpResponse:
    """Register a reconsideration or a suit."""
    case, on = _handled(request, number)
    rows = case.challenges.filter(kind=Challenge.Kind.RECONSIDERATION, decided_on__isnull=False)
    form = ChallengeForm(
        request.POST or None, request.FILES or None, decided=rows, initial={"notified_on": on}
    )

    def act(**given: Any) -> object:
        by, at = given["by"], given["at"]
        return register_challenge(request=case, by=by, at=at, **_files(form.given()))

    done = "已登记，答复（答辩）期限已算出。"
    return _with_form(request, case, form, act, "challenge", done=done, given={})


def answer(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Write down that the agency answered."""
    case, on = _handled(request, number)
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"on": on})
    found = _challenge_of(case, pk)
    return _with_form(
        request, case, form, _filed(answer_challenge), "answer", done="已登记提交答复。",
        given={"challenge": found}, more={"challenge": found},
    )  # fmt: skip


def decide(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Write down the result."""
    case, _ = _handled(request, number)
    form = ResultForm(request.POST or None, request.FILES or None)
    found = _challenge_of(case, pk)
    return _with_form(
        request, case, form, _filed(decide_challenge), "decide", done="已登记结果。",
        given={"challenge": found}, more={"challenge": found},
    )  # fmt: skip


@require_POST
def make_archive(request: HttpRequest, number: str) -> HttpResponse:
    """Seal the case into an archive."""
    case, _ = _handled(request, number)
    back = reverse("desk:foi_after", args=[number])
    return do(request, partial(archive, request=case), done="已归档封存。", back=back)


def archive_file(request: HttpRequest, number: str, volume: int) -> HttpResponse:
    """A volume of the archive; after its destruction there is none."""
    _, _, case = case_of(request, number)
    found = get_object_or_404(Archive.objects.select_related("file"), request=case, volume=volume)
    return file_or_gone(found.file)


def paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A paper of a reconsideration or a suit."""
    _, _, case = case_of(request, number)
    rows = ChallengePaper.objects.filter(challenge__request=case).select_related("file")
    return file_or_gone(get_object_or_404(rows, pk=pk).file)


def _handled(request: HttpRequest, number: str) -> tuple[Request, date]:
    person, on, case = case_of(request, number)
    require(person, "foi.handle", case.organisation, on, _HANDLES)
    return case, on


def _challenge_of(case: Request, pk: int) -> Challenge:
    found = get_object_or_404(case.challenges, pk=pk)
    found.request = case
    return found


def _filed(action: Callable[..., Any]) -> Callable[..., Any]:
    """The action with an uploaded file as name and bytes."""
    return lambda **given: action(**_files(given))


def _with_form(
    request: HttpRequest,
    case: Request,
    form: Form,
    action: Callable[..., Any],
    name: str,
    *,
    done: str,
    given: dict[str, Any],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page with one form, and what becomes of it."""
    wrong: list[str] = []
    if form.is_bound:
        back = reverse("desk:foi_after", args=[case.number])
        answered = carry_out(request, form, partial(action, **given), done=done, back=back)
        if isinstance(answered, HttpResponse):
            return answered
        wrong = answered
    context = {"case": case, "form": form, "sentences": wrong} | (more or {})
    template = f"desk/foi_after/{name}.html"
    return render(request, template, context, status=409 if wrong else 200)


def _files(given: dict[str, Any]) -> dict[str, Any]:
    """An uploaded file as name and bytes."""
    file = given.get("file")
    return given | {"file": (str(file.name), file.read()) if file else None}


def _proposed(case: Request) -> dict[str, str]:
    """What was asked and given without who asked, as a beginning of what is published."""
    replies = case.letters.filter(state=Letter.State.SENT).exclude(outcome="")
    reply = replies.order_by("-id").first()
    given = [reply.values.get(name, "") for name in _GIVEN] if reply is not None else []
    wanted = anonymised(case, case.wanted).replace("\n", " ")
    return {
        "title": wanted if len(wanted) <= _TITLE else "",
        "text": anonymised(case, "\n".join(filter(None, given))),
    }
