"""Who may do what: powers follow from the posts a person holds on the day, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.work.org.models.organisation import Organisation
from gongkai.work.org.models.person import Person, Post

_ROLE = Post.Role
_DEPARTMENT = frozenset(
    {_ROLE.CLERK, _ROLE.FIRST_REVIEWER, _ROLE.SECOND_REVIEWER, _ROLE.FINAL_REVIEWER, _ROLE.HEAD}
)
_OPENNESS = frozenset({_ROLE.OPENNESS_OFFICER, _ROLE.OPENNESS_HEAD})

# Powers over one's own organisation.
OWN: dict[str, frozenset[str]] = {
    "ledger.view": _DEPARTMENT,
    "ledger.edit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "ledger.submit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "record.view": _DEPARTMENT,
    "record.draft": frozenset({_ROLE.CLERK}),
    "record.import": frozenset({_ROLE.CLERK}),
    "record.review_first": frozenset({_ROLE.FIRST_REVIEWER}),
    "record.review_second": frozenset({_ROLE.SECOND_REVIEWER}),
    "record.review_final": frozenset({_ROLE.FINAL_REVIEWER}),
    "record.ask_withdrawal": _DEPARTMENT,
    "record.withdraw": frozenset({_ROLE.FINAL_REVIEWER}),
    "item.note_change": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "item.state_nothing": frozenset({_ROLE.FINAL_REVIEWER, _ROLE.HEAD}),
    "finding.view": _DEPARTMENT,
    "finding.mend": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "score.view": _DEPARTMENT,
    "report.view": _DEPARTMENT,
    "report.edit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "report.submit": frozenset({_ROLE.HEAD}),
    "report.freeze": frozenset({_ROLE.HEAD}),
    # Who asked is known to those who handle the case, and to nobody else (条例 第十五条).
    "foi.view": frozenset({_ROLE.FOI_CLERK, _ROLE.FOI_APPROVER, _ROLE.HEAD}),
    "foi.register": frozenset({_ROLE.FOI_CLERK}),
    "foi.handle": frozenset({_ROLE.FOI_CLERK}),
    "foi.approve": frozenset({_ROLE.FOI_APPROVER, _ROLE.HEAD}),
    "foi.assist": frozenset({_ROLE.CLERK, _ROLE.FOI_CLERK, _ROLE.HEAD}),
    "decision.view": _DEPARTMENT,
    "decision.edit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    # What people wrote and who they are is for those who handle it (个人信息保护法 第六条).
    "opinion.handle": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "meeting.edit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "evaluation.view": _DEPARTMENT,
    "evaluation.edit": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
    "response.view": _DEPARTMENT,
    "response.handle": frozenset({_ROLE.CLERK, _ROLE.HEAD}),
}

# Powers over every organisation, held by the openness office (条例 第三条：政务公开工作主管部门
# 推进、指导、协调、监督). It sees and inspects the others' published work; it never drafts or
# reviews for them.
EVERYWHERE: dict[str, frozenset[str]] = {
    "plan.adopt": _OPENNESS,
    "catalogue.edit": _OPENNESS,
    # Old documents of a whole district come from one platform; each department reviews its own.
    "record.import": _OPENNESS,
    "item.note_change": _OPENNESS,
    "ledger.view": _OPENNESS,
    "finding.view": _OPENNESS,
    "finding.raise": _OPENNESS,
    "finding.close": _OPENNESS,
    "score.view": _OPENNESS,
    "score.compute": _OPENNESS,
    "score.lock": frozenset({_ROLE.OPENNESS_HEAD}),
    "notice.write": _OPENNESS,
    # The office compiles the report of the place, and takes in those of the others (第四十九条).
    "report.view": _OPENNESS,
    "report.oversee": _OPENNESS,
    "report.freeze": _OPENNESS,
    # Clocks and figures of all requests, never who asked.
    "foi.oversee": _OPENNESS,
    # The yearly list of decisions, and which organisation has to answer public opinion.
    "decision.view": _OPENNESS,
    "decision.list": _OPENNESS,
    "meeting.edit": _OPENNESS,
    "evaluation.view": _OPENNESS,
    "response.view": _OPENNESS,
    "response.assign": _OPENNESS,
    "org.edit": frozenset({_ROLE.OPENNESS_OFFICER, _ROLE.OPENNESS_HEAD, _ROLE.ADMINISTRATOR}),
    "person.edit": frozenset({_ROLE.ADMINISTRATOR}),
}


def posts_on(person: Person, on: date) -> QuerySet[Post]:
    """The posts that `person` holds on the day `on`; none for a disabled account."""
    if not person.is_active:
        return Post.objects.none()
    return Post.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on), person=person, from_on__lte=on
    )


def may(person: Person, power: str, organisation: Organisation | None, on: date) -> bool:
    """True if a post held on `on` gives `power` over `organisation` (None = over all)."""
    if power not in OWN and power not in EVERYWHERE:
        raise ValueError(power)
    return any(
        post.role in EVERYWHERE.get(power, ())
        or (
            organisation is not None
            and post.organisation_id == organisation.pk
            and post.role in OWN.get(power, ())
        )
        for post in posts_on(person, on)
    )


def organisations_for(person: Person, powers: Iterable[str], on: date) -> QuerySet[Organisation]:
    """The organisations over which `person` holds any of `powers` on `on`."""
    wanted = tuple(powers)
    held = list(posts_on(person, on))
    if any(post.role in EVERYWHERE.get(power, ()) for post in held for power in wanted):
        return Organisation.objects.all()
    own = {
        post.organisation_id for post in held for power in wanted if post.role in OWN.get(power, ())
    }
    return Organisation.objects.filter(pk__in=own)
