"""What the review desk shows of each finding that blocks: who waived it, or where to do so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.faces.ui.forms import Form
from gongkai.work.records.models.review import Waiver
from gongkai.work.records.queries.review_desk import Comparison
from gongkai.work.records.queries.screened import BLOCK
from gongkai.work.records.queries.waivers import key_of


class WaiveForm(Form):
    """Why one finding of screening may be published all the same."""

    hit = forms.CharField(widget=forms.HiddenInput())
    content_hash = forms.CharField(widget=forms.HiddenInput(), required=False)
    reason = forms.CharField(
        label="豁免理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明依据，例如“办公电话，本人同意公开”。理由记入办理经过，不能再改。",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, hit: str) -> None:
        # One page holds a form for each finding: their controls need ids of their own.
        super().__init__(data, initial={"hit": hit}, auto_id=f"id_{hit[:12]}_%s")


@dataclass(frozen=True)
class Answer:
    """One finding that must not be published; `waived` says who answers for it and why."""

    title: str
    suggestion: str
    waived: str
    form: WaiveForm | None


def answers_of(seen: Comparison, waiving: WaiveForm | None = None) -> list[Answer]:
    """All blocking findings in their order; `waiving` is a form that comes back with its error."""
    given = {one.hit: one for one in seen.waivers}
    return [
        _answer(one, given.get(key_of(one)), waiving) for one in seen.found if one["level"] == BLOCK
    ]


def _answer(found: Mapping[str, Any], waiver: Waiver | None, waiving: WaiveForm | None) -> Answer:
    title = f"{found['where_label']}：{found['label']} {found['text']}".strip()
    if waiver is not None:
        at = timezone.localtime(waiver.at)
        said = f"{waiver.person.name} {at:%Y-%m-%d %H:%M} 豁免：{waiver.reason}"
        return Answer(title, found["suggestion"], said, None)
    hit = key_of(dict(found))
    is_this = waiving is not None and waiving.data.get("hit") == hit
    return Answer(title, found["suggestion"], "", waiving if is_this else WaiveForm(hit=hit))
