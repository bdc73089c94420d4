"""Archives: whole, the same bytes each time, sealed; refused while something is open."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.rules.dossier import verify
from gongkai.rules.foi import Event, read_clock, read_event
from gongkai.rules.tree_head import key_id, public_key_of
from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.archive import archive
from gongkai.work.foi.actions.challenge import decide_challenge, register_challenge
from gongkai.work.foi.actions.letters import draft
from gongkai.work.foi.models.ending import Archive
from gongkai.work.foi.models.request import Request
from gongkai.work.foi.queries.archive_items import archive_items
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from gongkai.work.journal.queries.keys import signing_key
from tests.factories import clerk, district, head, moment, officer
from tests.work.foi.closed import NAME, REPLIED, closed, refused_conversion
from tests.work.foi.scene import Scene, registered, scene

pytestmark = pytest.mark.django_db
AT = moment(date(2026, 2, 12))


@pytest.fixture
def here() -> Scene:
    district()
    return scene()


def archived(here: Scene, request: Request, at: Any = AT) -> Archive:
    return archive(request=request, by=here.clerk, at=at)


def members(one: Archive) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(read_bytes(one.file))) as package:
        return {name: package.read(name) for name in package.namelist()}


def codes(refused: Refused) -> list[str]:
    return [one.code for one in refused.reasons] or [refused.code]


def test_everything_of_the_case_is_in_it(here: Scene) -> None:
    request = closed(here)
    refused_conversion(here, request)
    one = archived(here, request)
    name = "文书/01-政府信息公开申请答复书（予以公开）"
    assert list(members(one)) == [
        "index.json", "seal.json", "目录.html", "目录.txt",
        f"{name}.docx", f"{name}.pdf", "期限计算.html", "期限计算.json",
        "案卷.html", "案卷.json", "申请材料/01-申请材料.txt", "送达凭证/01-送达凭证.pdf",
    ]  # fmt: skip
    assert (one.volume, one.entries, one.keep_until) == (1, 10, date(2036, 12, 31))


def test_the_clock_in_it_can_be_computed_anew(here: Scene) -> None:
    request = closed(here)
    refused_conversion(here, request)
    told = json.loads(members(archived(here, request))["期限计算.json"])
    events: list[Event] = [read_event(row, at) for at, row in enumerate(told["events"], 1)]
    reading = read_clock(events, AT.date())
    assert [
        {"日期": str(one.on), "办理": one.what, "依据": one.because} for one in reading.steps
    ] == (told["steps"])
    assert told["reading"]["状态"] == "已答复"


def test_the_case_stands_in_it_in_words(here: Scene) -> None:
    request = closed(here, wanted="<b>养护</b>合同 & 报价")
    refused_conversion(here, request)
    found = members(archived(here, request))
    told = json.loads(found["案卷.json"])
    assert list(told) == ["申请", "申请人", "检索记录", "文书", "送达", "转主动公开审查"]
    assert told["申请人"][0]["姓名或者名称"] == NAME
    assert "&lt;b&gt;养护&lt;/b&gt;合同 &amp; 报价".encode() in found["案卷.html"]


def test_it_verifies_and_the_journal_knows_its_hash(here: Scene) -> None:
    request = closed(here)
    refused_conversion(here, request)
    one = archived(here, request)
    found = verify(read_bytes(one.file))
    key = signing_key()
    assert key is not None
    assert (found.problems, found.number, found.volume, found.items, found.sha256, found.key) == (
        [], request.number, 1, 10, one.sha256, key_id(public_key_of(key)),
    )  # fmt: skip
    deed = Deed.objects.get(verb="foi.archive")
    assert (deed.detail["sha256"], NAME in str(deed.detail)) == (one.sha256, False)


def test_the_same_case_gives_the_same_items(here: Scene) -> None:
    request = closed(here)
    refused_conversion(here, request)
    first, second = (archive_items(request, on) for on in (REPLIED, AT.date()))
    assert first == second


def test_what_is_open_keeps_it_from_being_archived(here: Scene) -> None:
    request = registered(here).request
    with pytest.raises(Refused) as refused:
        archived(here, request)
    assert codes(refused.value) == ["archive_not_ended"]
    done = closed(here)
    draft(request=done, kind="G20", by=here.clerk, at=AT)
    with pytest.raises(Refused) as refused:
        archived(here, done)
    assert codes(refused.value) == ["archive_letter_open", "archive_unreviewed"]
    assert Archive.objects.count() == 0


def test_what_comes_later_makes_another_volume(here: Scene) -> None:
    request = closed(here)
    refused_conversion(here, request)
    first = archived(here, request)
    with pytest.raises(Refused) as refused:
        archived(here, request, AT + timedelta(days=1))
    assert codes(refused.value) == ["archive_nothing_new"]
    later = moment(date(2026, 3, 10))
    challenge = register_challenge(
        request=request, kind="reconsideration", body="青禾区人民政府", by=here.clerk, at=later,
        notified_on=later.date(), file=("通知.pdf", b"%PDF-1.4\n%%EOF"),
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        archived(here, request, later)
    assert codes(refused.value) == ["archive_challenge_open"]
    at = moment(date(2027, 1, 8))
    decide_challenge(challenge=challenge, result="upheld", on=at.date(), by=here.clerk, at=at)
    second = archived(here, request, at)
    assert (second.volume, second.previous, second.keep_until) == (
        2, first.sha256, date(2037, 12, 31),
    )  # fmt: skip
    assert "复议诉讼/01-受理通知.pdf" in members(second)
    assert verify(read_bytes(second.file)).problems == []


def test_the_years_of_keeping_are_those_of_the_place(here: Scene, settings: Any) -> None:
    settings.GONGKAI_FOI_KEEP_YEARS = 30
    request = closed(here)
    refused_conversion(here, request)
    assert archived(here, request).keep_until == date(2056, 12, 31)


def test_only_who_handles_the_case_archives_it(here: Scene) -> None:
    there = scene("mzj", "民政局")
    request = closed(here)
    refused_conversion(here, request)
    for who in (
        here.approver, head(here.organisation), there.clerk, clerk(here.organisation), officer()
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            archive(request=request, by=who, at=AT)
        assert refused.value.code == "no_power"
