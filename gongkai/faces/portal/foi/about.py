"""What a request is, the two doors to it, and where else to apply: what the guides say."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from gongkai.faces.portal.records.listing import asked_of, units_on
from gongkai.work.journal.deeds import day_of
from gongkai.work.records.queries.columns import told_facts
from gongkai.work.records.queries.platform import district, guides

# What somebody who wants to apply needs of a guide.
_FOR_APPLICANTS = ("access", "apply", "body", "address", "hours", "phone", "fax", "internet")


@login_not_required
def foi(request: HttpRequest) -> HttpResponse:
    """Online, on paper, by post or in person: to one organisation and to all."""
    on = day_of(timezone.now())
    units = units_on(on)
    asked = asked_of(request, [one for _, members in units for one in members])
    everybody = guides(on)
    chosen = asked.organisation or district()
    one = next((each for each in everybody if each.organisation == chosen), None)
    guide = one.guide if one else None
    context = {
        "units": units,
        "asked": asked,
        "chosen": chosen,
        "guide": guide,
        "facts": told_facts(guide.version, _FOR_APPLICANTS) if guide else (),
        "others": [each for each in everybody if each.guide],
    }
    return render(request, "portal/foi/about.html", context)
