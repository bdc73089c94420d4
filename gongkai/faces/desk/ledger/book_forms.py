"""Forms of a department's ledger: many rows at once, or one duty with its milestones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from gongkai.faces.ui.forms import DayField, Form
from gongkai.work.ledger.models.duty import Duty
from gongkai.work.ledger.models.plan import Plan

_SPARE = 2
_MOST = 60


class RowsForm(forms.Form):
    """Section and person of the duties in `duties`, in fields named after the duty."""

    def __init__(self, data: Any = None, *, duties: Iterable[Duty]) -> None:
        super().__init__(data)
        self.duties = list(duties)

    def clean(self) -> dict[str, Any]:
        """What `fill_rows` takes: of the duties shown, those that were sent along."""
        sent = {
            duty.pk: (self.data[f"section-{duty.pk}"], self.data.get(f"person-{duty.pk}", ""))
            for duty in self.duties
            if f"section-{duty.pk}" in self.data
        }
        return {"rows": sent}


class DutyForm(Form):
    """What the department adds to one duty."""

    section = forms.CharField(label="责任科室", max_length=60, required=False)
    person = forms.CharField(label="责任人", max_length=40, required=False)
    note = forms.CharField(
        label="工作措施", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any = None, *, duty: Duty) -> None:
        super().__init__(data, initial={n: getattr(duty, n) for n in ("section", "person", "note")})
        steps = [(one.text, one.due_on) for one in duty.milestones.all()]
        self.step_count = _count(data) if data is not None else len(steps) + _SPARE
        for place in range(self.step_count):
            text, due_on = steps[place] if place < len(steps) else ("", None)
            self._add_step(place, text, due_on)

    def _add_step(self, place: int, text: str, due_on: date | None) -> None:
        nth = place + 1
        step = forms.CharField(label=f"节点 {nth}", max_length=200, required=False, initial=text)
        self.fields[f"step-{place}"] = step
        day = DayField(label=f"节点 {nth} 的时间", required=False, initial=due_on)
        day.error_messages["invalid"] = f"节点 {nth} 的时间不是日期，请按 2026-09-16 这样填写"
        self.fields[f"day-{place}"] = day

    def steps(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the milestones, in pairs."""
        return [(self[f"step-{n}"], self[f"day-{n}"]) for n in range(self.step_count)]

    def clean(self) -> dict[str, Any]:
        """What `fill_duty` takes; a milestone needs both its text and its day."""
        given = super().clean() or {}
        steps = []
        for place in range(self.step_count):
            text, due_on = given.pop(f"step-{place}", ""), given.pop(f"day-{place}", None)
            if text and due_on is None and f"day-{place}" not in self.errors:
                self.add_error(f"day-{place}", f"请填写节点 {place + 1} 的时间")
            if due_on and not text and f"step-{place}" not in self.errors:
                self.add_error(f"step-{place}", f"请填写节点 {place + 1} 要做什么，或者清空时间")
            steps.append((text, due_on))
        return {**given, "milestones": [one for one in steps if all(one)]}


def _count(data: Any) -> int:
    sent = [name.removeprefix("step-") for name in data if name.startswith("step-")]
    return min(_MOST, 1 + max((int(n) for n in sent if n.isascii() and n.isdigit()), default=-1))


class SubmitForm(Form):
    """Which plan's ledger is handed in."""

    plan = forms.ModelChoiceField(
        queryset=Plan.objects.filter(state=Plan.State.ADOPTED), widget=forms.HiddenInput
    )
