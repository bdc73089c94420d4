"""The field for a moment: a day and a time, in China."""

from __future__ import annotations

from typing import Any

from django import forms


class MomentField(forms.DateTimeField):
    """A moment, picked or typed as 2026-09-16 14:00."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        kwargs.setdefault(
            "input_formats",
            ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M"],
        )
        said = f"{label}不是时间，请按 2026-09-16 14:00 这样填写"
        super().__init__(label=label, error_messages={"invalid": said}, **kwargs)
