"""Major policies: what is assessed before they are issued, and what their release lacks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.posts import has_power, own_places
from gongkai.faces.desk.records.gates import visitor
from gongkai.faces.desk.responses.assigning import FORM
from gongkai.faces.desk.responses.forms import AssessmentForm, NewPolicyForm
from gongkai.faces.desk.responses.gates import HANDLE, HANDLES, handled_places, seen_places
from gongkai.faces.ui.messages import sentences
from gongkai.work.journal.deeds import Refused
from gongkai.work.responses.actions import policy as actions
from gongkai.work.responses.queries.policies import issued_on, lacks_of, policies_of

_ROWS = 50
_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Those that the visitor may see, each with what its release lacks."""
    page = Paginator(policies_of(seen_places(request)), _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [(one, lacks_of(one), issued_on(one.policy)) for one in page],
        "can_edit": bool(own_places(request, HANDLE)),
    }  # fmt: skip
    return render(request, "desk/responses/policies.html", context)


@require_http_methods(_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Mark a policy in preparation as a major one."""
    places, (by, _) = handled_places(request), visitor(request)
    form = NewPolicyForm(request.POST or None, places=places, initial={"organisation": places[0]})
    said: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.register_policy(by=by, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            said = sentences(refused)
        else:
            return redirect("desk:major_policy", row.pk)
    context = {"form": form, "sentences": said, "heading": "登记重大政策", "act": "登记",
               "main": "登记，去填评估", "words": "重大政策出台以前评估社会效果和舆情风险。",
               "list": "major_policies"}  # fmt: skip
    return render(request, FORM, context, status=409 if said else 200)


@require_http_methods(_METHODS)
def policy(request: HttpRequest, pk: int) -> HttpResponse:
    """One policy, its assessment, and what its release lacks."""
    row = policies_of(seen_places(request)).filter(pk=pk).first()
    if row is None:
        raise Http404("policy")
    can_edit = has_power(request, HANDLE, row.organisation)
    initial = {
        "assessed_on": row.assessed_on, "conclusion": row.conclusion,
        "document": row.policy_id or "", "assessment": row.assessment_id or "",
    }  # fmt: skip
    # Only who writes is offered drafts; whoever looks on does not learn their titles.
    places = [row.organisation] if can_edit else []
    form = AssessmentForm(request.POST or None, places=places, initial=initial)
    said: HttpResponse | list[str] = []
    if request.method == "POST":
        if not can_edit:
            raise PermissionDenied(HANDLES)
        back = reverse("desk:major_policy", args=[pk])
        said = carry_out(request, form, actions.assess, done="已保存。", back=back, policy=row)
        if isinstance(said, HttpResponse):
            return said
    context = {
        "row": row, "form": form, "sentences": said, "can_edit": can_edit,
        "lacks": lacks_of(row), "issued_on": issued_on(row.policy),
        "conferences": list(row.policy.conferences.all()) if row.policy else [],
    }  # fmt: skip
    return render(request, "desk/responses/policy.html", context, status=409 if said else 200)
