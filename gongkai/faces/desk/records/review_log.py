"""The log of the reviews to take along: a period is chosen, a workbook comes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from gongkai.faces.desk.records.gates import reader
from gongkai.faces.ui.forms import DayField, Form
from gongkai.faces.ui.messages import sentences
from gongkai.work.files.kinds import MEDIA_TYPES
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.queries.review_log import review_log_xlsx

# Days beyond these cannot be turned into moments of another time zone.
_FIRST, _LAST = date(1949, 10, 1), date(9000, 1, 1)


class PeriodForm(Form):
    """From which day to which day the versions were submitted."""

    since = DayField(label="送审日期从")
    until = DayField(label="送审日期到")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", ValidationError("截止日期早于起始日期，请对调两个日期"))
        for name, day in (("since", since), ("until", until)):
            if day and not _FIRST <= day <= _LAST:
                self.add_error(name, ValidationError("日期不对，请核对年份"))
        return data


def review_log(request: HttpRequest) -> HttpResponse:
    """The form, or with a period in the address the workbook."""
    person, on = reader(request)
    asked = request.GET if {"since", "until"} & request.GET.keys() else None
    form = PeriodForm(asked, initial={"since": on.replace(day=1), "until": on})
    said: list[str] = []
    if form.is_valid():
        try:
            return _file(review_log_xlsx(person, on, **form.cleaned_data), **form.cleaned_data)
        except Refused as refusal:
            said = sentences(refusal)
    context = {"form": form, "sentences": said}
    return render(request, "desk/records/review_log.html", context, status=409 if said else 200)


def _file(data: bytes, since: date, until: date) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES["xlsx"])
    name = f"审核记录{since:%Y%m%d}-{until:%Y%m%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
