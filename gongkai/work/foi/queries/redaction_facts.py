"""The protocols of redactions for the archive: where and why, and never what stood there."""

from __future__ import annotations

from typing import Any

from gongkai.work.foi.models.redaction import Redaction
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_facts import said


def redactions_json(request: Request) -> list[dict[str, Any]]:
    """Every redaction that was made of a file of the case, in order."""
    rows = Redaction.objects.filter(source__request=request, made_at__isnull=False)
    rows = rows.select_related("source__file", "result__file", "made_by", "decided_by")
    return [_told(one) for one in rows.order_by("id")]


def _told(one: Redaction) -> dict[str, Any]:
    return {
        "原件": one.source.file.name,
        "原件指纹": one.source_sha256,
        "遮盖件": one.result.file.name if one.result else "",
        "遮盖件指纹": one.result_sha256,
        "位置和依据": one.places,
        "核验": one.checks,
        "另外清除": one.remarks,
        "制作人": one.made_by.name if one.made_by else "",
        "制作时间": said(one.made_at),
        "审看人": one.decided_by.name if one.decided_by else "",
        "审看时间": said(one.decided_at),
        "状态": one.get_state_display(),
    }
