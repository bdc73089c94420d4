"""A planted set of bad pages (task 12 of the plan): all are found, each once, at the right unit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from gongkai.work.inspection.actions.verify import verify
from gongkai.work.inspection.models.finding import Finding
from gongkai.work.records.actions.draft import attach, edit, fill_from_word
from gongkai.work.records.actions.submit import submit
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Record, Version
from tests.faces.desk.records.scene import PDF, word
from tests.factories import moment
from tests.tampering import guards_down
from tests.work.records.world import World, draft, pass_all, published, world

pytestmark = pytest.mark.django_db
DAY = date(2023, 10, 30)
AT = moment(DAY)
NIGHT = moment(DAY, 23)
LONG_AGO = date(2023, 9, 1)
FORMED = {"formed_on": DAY, "issued_on": DAY}
NUMBERED = {"document_kind": "notice", "document_number": "青教发〔2023〕5号"}


def good(here: World, **fields: Any) -> Publication:
    return published(here, AT, **(FORMED | fields))


def late(here: World, **fields: Any) -> Publication:
    return good(here, formed_on=LONG_AGO, issued_on=LONG_AGO, **fields)


def bare(here: World, **fields: Any) -> Publication:
    """Public with a file, and nothing of its text on the page."""
    record = draft(here, AT, **({"body_html": ""} | FORMED | fields))
    attach(record=record, file_name="办法.pdf", data=PDF, by=here.clerk, at=AT)
    return pass_all(here, submit(record=record, by=here.clerk, at=AT), AT)


def scanned(here: World) -> Publication:
    """Public with pictures for a text."""
    record = draft(here, AT, **FORMED)
    fill_from_word(record=record, file_name="稿.docx", data=word(), by=here.clerk, at=AT)
    html = Version.objects.get(record=record).body_html
    picture = html[html.index("<img") : html.index(">", html.index("<img")) + 1]
    edit(record=record, by=here.clerk, at=AT, body_html=f"<p>{picture}</p>")
    record.refresh_from_db()
    return pass_all(here, submit(record=record, by=here.clerk, at=AT), AT)


def without(publication: Publication, **fields: Any) -> Publication:
    """What no act lets through, planted in the database."""
    with guards_down():
        if "index_number" in fields:
            Record.objects.filter(pk=publication.record_id).update(**fields)
        else:
            Version.objects.filter(pk=publication.version_id).update(**fields)
    return publication


def found() -> Counter[tuple[str, str]]:
    rows = Finding.objects.values_list("organisation__code", "kind")
    return Counter(rows)


def test_every_planted_defect_is_found_once_and_nothing_else() -> None:
    edu, finance, town = world(), world("czj", "财政局"), world("bz", "北庄镇")
    good(edu, **NUMBERED)
    good(finance)
    late(edu)
    late(finance, title="迟的")
    without(good(edu, title="无文号", **NUMBERED), document_number="")
    without(good(edu, title="无机构"), issuer="")
    without(good(finance, title="无索引号"), index_number="")
    without(good(town, title="两样都缺", **NUMBERED), document_number="", issuer="")
    good(town, title="文号写法不对", **(NUMBERED | {"document_number": "北庄[2023]5号"}))
    bare(edu)
    bare(town, body_html="<p>详见附件：办法.pdf</p>")
    scanned(town)
    both = without(late(town, title="又迟又缺"), theme="")
    verify(at=NIGHT)
    assert found() == {
        ("jyj", "publication_late"): 1, ("jyj", "metadata_incomplete"): 2,
        ("jyj", "body_attached"): 1, ("czj", "publication_late"): 1,
        ("czj", "metadata_incomplete"): 1, ("bz", "metadata_incomplete"): 3,
        ("bz", "body_attached"): 2, ("bz", "publication_late"): 1,
    }  # fmt: skip
    assert Finding.objects.filter(object_id=both.index_number).count() == 2
    verify(at=moment(date(2023, 10, 31), 23))
    assert sum(found().values()) == 12


@pytest.mark.parametrize(("fields", "what"), [
    ({"document_number": "", "document_kind": "notice"}, "公开时缺少要素：发文字号。"),
    ({"issuer": "", "theme": " "}, "公开时缺少要素：发文机关、主题分类。"),
    ({"document_number": "青教发[2023]5号"},
     "公开时发文字号“青教发[2023]5号”应写作“青教发〔2023〕5号”。"),
    ({"issued_on": date(2023, 12, 1), "theme": ""},
     "公开时缺少要素：主题分类；成文日期 2023-12-01 晚于发布日期 2023-10-30。"),
])  # fmt: skip
def test_the_finding_names_what_is_wrong(fields: dict[str, Any], what: str) -> None:
    here = world()
    without(good(here), **fields)
    verify(at=NIGHT)
    (finding,) = Finding.objects.all()
    assert finding.what == f"《关于义务教育阶段学校招生工作安排》{what}"


def test_a_text_put_on_the_page_mends_the_finding() -> None:
    here = world()
    publication = bare(here)
    verify(at=NIGHT)
    (finding,) = Finding.objects.all()
    assert (finding.kind, finding.rule, finding.url) == (
        "body_attached", "metadata_incomplete", f"/records/{publication.index_number}/",
    )  # fmt: skip
    assert finding.what.endswith("公开时正文只在附件里，页面上没有文字。")
    after = moment(date(2023, 10, 31))
    record = publication.record
    edit(
        record=record, by=here.clerk, at=after, body_html="<p>招生于八月进行。</p>",
        change_note="补充正文",
    )  # fmt: skip
    record.refresh_from_db()
    pass_all(here, submit(record=record, by=here.clerk, at=after), after)
    verify(at=moment(date(2023, 11, 1)))
    finding.refresh_from_db()
    assert finding.state == Finding.State.MENDED


def test_a_past_day_is_seen_as_it_was() -> None:
    here = world()
    bare(here)
    verify(at=moment(date(2023, 11, 20)), on=date(2023, 10, 29))
    assert found() == {}
    verify(at=moment(date(2023, 11, 20)), on=DAY)
    assert found() == {("jyj", "body_attached"): 1}
