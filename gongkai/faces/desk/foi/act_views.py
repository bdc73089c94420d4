"""The acts on a case: one form, one action, one response."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import do
from gongkai.faces.desk.foi import act_forms, lot_forms
from gongkai.faces.desk.foi.act_forms import ActForm
from gongkai.faces.desk.foi.gates import allow, case_of
from gongkai.faces.desk.foi.next_acts import letters_url
from gongkai.faces.desk.posts import has_power
from gongkai.faces.ui.errors import refused
from gongkai.faces.ui.messages import sentences
from gongkai.work.foi.actions import fees
from gongkai.work.foi.actions.consult import Consulted, renew_secret
from gongkai.work.foi.actions.hand import hand
from gongkai.work.foi.actions.look import look
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.models.working import Consultation
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.person import Person

ACTS: dict[str, type[ActForm]] = {
    "confirm": act_forms.ConfirmForm,
    "amend": act_forms.AmendForm,
    "hand": act_forms.HandForm,
    "assist": act_forms.AssistForm,
    "search": act_forms.SearchForm,
    "found": act_forms.FoundForm,
    "supplement_received": act_forms.SupplementForm,
    "fee_paid": act_forms.PaidForm,
    "withdrawn": act_forms.WithdrawForm,
    "delayed": act_forms.DelayForm,
    "explanation_requested": act_forms.ReasonsForm,
    "consult": lot_forms.ConsultForm,
    "split": lot_forms.SplitForm,
    "merge": lot_forms.MergeForm,
    "repeat": lot_forms.RepeatForm,
    "transfer": lot_forms.TransferForm,
    "fee": lot_forms.FeeForm,
}
_HANDLES = "这一步由本单位依申请公开经办人办理。"
_APPROVES = "收费由本单位依申请公开审批人批准。"


def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """The page of one act on a case."""
    person, on, case = case_of(request, number)
    kind = ACTS.get(act)
    if kind is None:
        raise Http404("act")
    if not any(has_power(request, power, case.organisation) for power in kind.powers):
        raise PermissionDenied(_HANDLES)
    initial = {"whom": request.GET.get("whom", "")}
    form = kind(request.POST or None, request.FILES or None, case=case, on=on, initial=initial)
    return _answered(request, case, form, person)


def consultation_act(request: HttpRequest, number: str, party: str, act: str) -> HttpResponse:
    """That the letter of a consultation was served on paper, or that its answer came."""
    person, on, case = case_of(request, number)
    allow(request, "foi.handle", case.organisation, _HANDLES)
    kinds: dict[str, type[lot_forms.PartyForm]] = {
        "sent": lot_forms.SentForm, "answer": lot_forms.AnswerForm,
    }  # fmt: skip
    form = kinds[act](request.POST or None, case=case, on=on)
    form.party = _consultation(case, party)
    return _answered(request, case, form, person)


@require_POST
def renew(request: HttpRequest, number: str, party: str) -> HttpResponse:
    """A new secret for the answer page of a third party."""
    person, _, case = case_of(request, number)
    allow(request, "foi.handle", case.organisation, _HANDLES)
    asked = _consultation(case, party)
    back = reverse("desk:foi_case", args=[number])
    try:
        made = renew_secret(consultation=asked, by=person, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=back)
    return _secret(request, case, made)


@require_POST
def take(request: HttpRequest, number: str) -> HttpResponse:
    """Take a case into one's own hands."""
    person, _, case = case_of(request, number)
    allow(request, "foi.handle", case.organisation, _HANDLES)
    back = reverse("desk:foi_case", args=[number])
    return do(request, partial(hand, request=case, to=person), done="已由您承办。", back=back)


@require_POST
def fee_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Approve a proposed fee, or take it back."""
    _, _, case = case_of(request, number)
    power, sentence = ("foi.approve", _APPROVES) if act == "approve" else ("foi.handle", _HANDLES)
    allow(request, power, case.organisation, sentence)
    charge = getattr(case, "fee", None)
    if charge is None:
        raise Http404("fee")
    action = fees.approve if act == "approve" else fees.give_up
    done = "已批准收费，由经办人起草收费通知书。" if act == "approve" else "已撤销收费。"
    back = reverse("desk:foi_case", args=[number])
    return do(request, partial(action, charge=charge), done=done, back=back)


@require_POST
def applicant(request: HttpRequest, number: str) -> HttpResponse:
    """Who asked, for those who handle the case; each look is written down."""
    person, _, case = case_of(request, number)
    who = look(request=case, by=person, at=timezone.now())
    return render(request, "desk/foi/applicant.html", {"case": case, "who": who})


def _answered(request: HttpRequest, case: Request, form: ActForm, person: Person) -> HttpResponse:
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            result = form.run(person, timezone.now())
        except Refused as refusal:
            said = sentences(refusal)
        else:
            return _done(request, case, form, result)
    context = {
        "form": form, "case": case, "sentences": said, "back": _back(case),
        "letters": letters_url(case),
    }  # fmt: skip
    return render(request, "desk/foi/act.html", context, status=409 if said else 200)


def _done(request: HttpRequest, case: Request, form: ActForm, result: object) -> HttpResponse:
    if isinstance(result, Consulted) and result.secret:
        return _secret(request, case, result)
    messages.success(request, form.done)
    return redirect(_back(case))


def _secret(request: HttpRequest, case: Request, made: Consulted) -> HttpResponse:
    """The secret for the letter, shown this once."""
    one = made.consultation
    context = {
        "case": case, "one": one, "secret": made.secret,
        "letter": letters_url(case, "G5", f"?consultation={one.party}"),
        "opinion": request.build_absolute_uri("/foi/opinion/"),
    }  # fmt: skip
    return render(request, "desk/foi/secret.html", context)


def _consultation(case: Request, party: str) -> Consultation:
    found = Consultation.objects.filter(request=case, party=party).first()
    if found is None:
        raise Http404("party")
    found.request = case
    return found


def _back(case: Request) -> str:
    return reverse("desk:foi_case", args=[case.number])
