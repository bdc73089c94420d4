"""Evaluations as the rules, the desk and the public see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from gongkai.rules.decisions.evaluation import Facts
from gongkai.rules.decisions.evaluation import Method as Told
from gongkai.rules.document.effect import CHANGING
from gongkai.work.evaluations.models.evaluation import Evaluation
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.record import Record
from gongkai.work.records.queries.public import live
from gongkai.work.records.queries.relations import touches


def evaluations_of(
    places: Collection[Organisation] | None, year: int | None = None
) -> QuerySet[Evaluation]:
    """The evaluations of these organisations, None for those of all; the newest year first."""
    rows = Evaluation.objects.select_related(
        "organisation", "policy__live", "report__live"
    ).annotate(methods_count=Count("methods"))
    if places is not None:
        rows = rows.filter(organisation__in=[one.pk for one in places])
    if year is not None:
        rows = rows.filter(year=year)
    return rows.order_by("-year", "organisation__order", "id")


def public_evaluations() -> QuerySet[Evaluation]:
    """Those whose report is public, the newest first."""
    rows = evaluations_of(None).filter(state=Evaluation.State.CONCLUDED)
    return rows.filter(report__live__isnull=False).order_by("-year", "-id")


def facts_of(evaluation: Evaluation) -> Facts:
    """What the rules ask of it. One query."""
    return Facts(
        aspects=dict(evaluation.aspects),
        methods=tuple(
            Told(code=one.code, on=one.on, people=one.people)
            for one in evaluation.methods.order_by("on", "id")
        ),
        result=evaluation.result,
        use=evaluation.use,
        outcome=evaluation.outcome,
        evaluated_on=evaluation.evaluated_on,
    )


def changed_on(evaluation: Evaluation) -> date | None:
    """The day since which a public document amends, replaces or repeals the policy; None if none.

    Only what took effect after the evaluation counts: it is what the evaluation led to.
    """
    if evaluation.evaluated_on is None:
        return None
    found = touches([evaluation.policy_id]).get(evaluation.policy_id, [])
    since = evaluation.evaluated_on
    return min((one.on for one in found if one.kind in CHANGING and one.on >= since), default=None)


def unchanged_policies(on: date, organisation: Organisation | None = None) -> list[Evaluation]:
    """Evaluations that asked for a change of the policy which did not come by its term."""
    rows = Evaluation.objects.filter(
        state=Evaluation.State.CONCLUDED, outcome__in=["revise", "repeal"], follow_up_on__lt=on
    ).select_related("organisation", "policy__live")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return [one for one in rows.order_by("follow_up_on", "id") if changed_on(one) is None]


def policies_of(places: Collection[Organisation]) -> QuerySet[Any]:
    """The public documents of these organisations that can be evaluated, the newest first.

    Those with a 登记号 or a 发文字号: what else is public is no policy.
    """
    rows = live().filter(organisation__in=[one.pk for one in places])
    numbered = ~Q(version__registration_number="") | ~Q(version__document_number="")
    return rows.filter(numbered)


def without_evaluation(year: int, *, since: int | None = None) -> QuerySet[Organisation]:
    """Organisations with a policy in force before the year that published no evaluation in it.

    A policy is a public document with a 登记号 (三统一): what counts as one need not be guessed.
    With `since` only those of whom something was public in that year or before: nobody is asked
    for the time before the platform was there.
    """
    own = Record.objects.filter(organisation=OuterRef("pk"), live__isnull=False)
    policies = own.exclude(live__version__registration_number="").filter(
        live__version__issued_on__year__lt=year
    )
    if since is not None:
        policies = policies.filter(publications__published_on__year__lte=since)
    done = Evaluation.objects.filter(
        organisation=OuterRef("pk"), year=year, report__live__isnull=False
    )
    return Organisation.objects.filter(Exists(policies), ~Exists(done)).order_by("order", "code")
