"""What comes in from the pages: a file, marks with their ground, an opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from gongkai.faces.desk.foi_redact.words import GROUNDS
from gongkai.faces.ui.forms import DocumentField, Form
from gongkai.work.foi.redact.marks import Box, Mark

EDGES = ("left", "top", "right", "bottom")
_SPAN = re.compile(r"([a-z]{0,12}[0-9]{0,6}-[0-9]{1,6}):([0-9]{1,7}):([0-9]{1,7})")
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
_PICTURE = re.compile(r"p[0-9]{1,6}")
_PARTS_OF_PERCENT = 10
_LONGEST_TERM = 200
_MOST_TERMS = 100


class FoundForm(Form):
    """A file that was found and may be given."""

    file = DocumentField(label="检索到的文件", kinds=("docx", "pdf", "image"))


class GroundForm(Form):
    """On which ground the next marks go, and words to look for."""

    ground = forms.ChoiceField(label="遮盖的依据", choices=[("", "请选择"), *GROUNDS])
    terms = forms.CharField(
        label="遮盖所有出现的词",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每行一个词，例如姓名、电话。全角半角、中间有空格的写法也会查到。",
    )

    def clean_terms(self) -> list[str]:
        """One string a line."""
        lines = [line.strip() for line in self.cleaned_data["terms"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > _MOST_TERMS:
            raise forms.ValidationError(f"一次最多填 {_MOST_TERMS} 个词，请分几次填")
        if any(len(one) > _LONGEST_TERM for one in found):
            raise forms.ValidationError(f"有的词超过 {_LONGEST_TERM} 个字，请在正文中勾选")
        return found

    def add_boxes(self, given: QueryDict) -> list[tuple[int, Box]]:
        """The boxes, in parts of a thousand; an error for what is no percentage."""
        page = given.get("page", "")
        rows = list(zip(*(given.getlist(edge) for edge in EDGES), strict=False))
        filled = [row for row in rows if any(one.strip() for one in row)]
        if not all(_PERCENT.fullmatch(one.strip()) for row in filled for one in row):
            self.add_error(None, "方框的四个数都要填，是 0 到 100 之间的数，可以有小数")
            return []
        if not page.isdigit():
            return []
        return [(int(page), _parts(row)) for row in filled]


class OpinionForm(Form):
    """What is wrong with what was made."""

    opinion = forms.CharField(
        label="意见", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明哪里遮多了、哪里漏了。不要写被遮盖的内容本身。",
    )  # fmt: skip


class SeenForm(Form):
    """Whoever approves says that they looked at all of it."""

    seen = forms.BooleanField(label="我已逐页看过，没有不该提供的内容")


def marks_in(form: GroundForm, given: QueryDict) -> list[Mark]:
    """All that was ticked, drawn or written; what is not of our own making is left out."""
    ground: str = form.cleaned_data["ground"]
    spans = (_SPAN.fullmatch(one) for one in given.getlist("span"))
    marks = [
        Mark(ground, key=one[1], start=int(one[2]), end=int(one[3]))
        for one in spans
        if one is not None
    ]
    pictures = [one for one in given.getlist("picture") if _PICTURE.fullmatch(one)]
    marks += [Mark(ground, key=one) for one in pictures]
    marks += [Mark(ground, page=page, box=box) for page, box in form.add_boxes(given)]
    words = [*form.cleaned_data["terms"], *_suggested(given)]
    return marks + [Mark(ground, term=one) for one in dict.fromkeys(words)]


def _suggested(given: QueryDict) -> list[str]:
    return [one[:_LONGEST_TERM] for one in given.getlist("term")][:_MOST_TERMS]


def _parts(row: Sequence[Any]) -> Box:
    left, top, right, bottom = (round(float(one) * _PARTS_OF_PERCENT) for one in row)
    return left, top, right, bottom
