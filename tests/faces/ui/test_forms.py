"""Fields, their errors, and files that come in."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.faces.ui.documents import KINDS, fits
from gongkai.faces.ui.forms import DayField, DocumentField, EditorField, Form, SpokenErrors, wrongs
from tests.faces.ui.drawn import draw
from tests.faces.ui.gallery import GalleryForm

PDF = b"%PDF-1.7\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(member: str) -> bytes:
    """A ZIP with one member."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(member, "x")
    return held.getvalue()


DOCX = packed("word/document.xml")


class UploadForm(Form):
    """One file of two kinds."""

    file = DocumentField(label="工作方案", kinds=("docx", "pdf"))


def upload(name: str, content: bytes) -> list[str]:
    form = UploadForm({}, {"file": SimpleUploadedFile(name, content)})
    return [text for texts in form.errors.values() for text in texts]


@pytest.mark.parametrize(("name", "content"), [("方案.docx", DOCX), ("A.PDF", PDF)])
def test_good_file_comes_in_unread(name: str, content: bytes) -> None:
    form = UploadForm({}, {"file": SimpleUploadedFile(name, content)})
    assert form.is_valid()
    assert form.cleaned_data["file"].read() == content


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("方案.docx", b"", "“方案.docx”是空文件，请检查后重新选择"),
        (
            "方案.exe",
            DOCX,
            "“方案.exe”不是可以上传的文件，请选择 Word（.docx）、PDF",
        ),
        ("docx", DOCX, "“docx”不是可以上传的文件，请选择 Word（.docx）、PDF"),
    ],
)
def test_wrong_file_is_named(name: str, content: bytes, words: str) -> None:
    assert upload(name, content) == [words]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", OLE + bytes(600)),
        ("a.docx", packed("xl/workbook.xml")),
        ("a.docx", DOCX[:20]),
        ("a.docx", b"PK\x05\x06"),
        ("a.docx", PDF),
        ("a.pdf", b"<html>"),
        ("a.pdf", DOCX),
    ],
)
def test_content_must_be_what_the_name_says(name: str, content: bytes) -> None:
    assert upload(name, content) == [
        f"“{name}”的内容与文件名不符（可能加了密码、已损坏或改过后缀），"
        "请用 Word、WPS 等软件打开后另存为 Word（.docx）、PDF 再上传"
    ]


def test_file_above_the_limit_is_refused_before_it_is_read(settings: Any) -> None:
    settings.GONGKAI_UPLOAD_LIMIT = 1024
    assert upload("a.pdf", b"x" * 2048) == [
        "“a.pdf”有 2 KB，超过 1 KB 的上限，请压缩图片或拆成几份再上传"
    ]


def test_no_file_is_asked_for() -> None:
    assert UploadForm({}).errors["file"] == ["请选择工作方案"]


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("xlsx", packed("xl/workbook.xml"), True),
        ("ofd", packed("OFD.xml"), True),
        ("image", b"\x89PNG\r\n\x1a\n", True),
        ("image", b"<svg>", False),
        ("text", "一、".encode("gb18030"), True),
        ("text", "一、".encode("utf-16"), True),
        ("csv", b"a\x00b", False),
        ("zip", packed("x"), True),
    ],
)
def test_kind_is_known_by_content(kind: str, content: bytes, expected: bool) -> None:
    assert fits(kind, io.BytesIO(content)) is expected


def test_suffixes_are_lower_case_with_a_dot() -> None:
    suffixes = [suffix for kind in KINDS.values() for suffix in kind.suffixes]
    assert [suffix for suffix in suffixes if suffix != suffix.lower() or suffix[0] != "."] == []


def test_file_field_says_what_may_come_in() -> None:
    assert draw("{% field form.file %}", form=UploadForm()) == (
        '<div class="field"><label for="id_file" class="req">工作方案</label>'
        '<div class="hint" id="id_file_helptext">Word（.docx）、PDF，不超过 50 MB。</div>'
        '<input type="file" name="file" accept=".docx,.pdf" required'
        ' aria-describedby="id_file_helptext" id="id_file"></div>'
    )


def test_wrong_field_is_described_by_its_error() -> None:
    assert draw("{% field form.title %}", form=GalleryForm({"title": "一" * 11})) == (
        '<div class="field wrong"><label for="id_title" class="req">标题</label>'
        '<div class="hint" id="id_title_helptext">写文件的全名</div>'
        '<p class="error" id="id_title_error">标题不能超过 10 个字，现在有 11 个</p>'
        f'<input type="text" name="title" value="{"一" * 11}" maxlength="10" required'
        ' aria-invalid="true" aria-describedby="id_title_helptext id_title_error"'
        ' id="id_title"></div>'
    )


def test_choices_are_a_group_with_a_legend() -> None:
    html = draw("{% field form.decision %}", form=GalleryForm({}))
    assert html.startswith(
        '<fieldset class="choices big field full wrong" aria-describedby="id_decision_error">'
        '<legend class="req">您的决定</legend>'
        '<p class="error" id="id_decision_error">请选择您的决定</p><div class="choice">'
    )
    assert html.count('<label for="id_decision_') == 2


def test_errors_lead_to_their_controls() -> None:
    assert wrongs(GalleryForm({"title": "题", "made_on": "昨天"})) == [
        ("请选择主题分类", "id_theme"),
        ("形成日期不是日期，请按 2026-09-16 这样填写", "id_made_on"),
        ("请选择您的决定", "id_decision_0"),
        ("请勾选“已核对附件”", "id_agree"),
        ("请选择文件", "id_file"),
    ]


def test_error_list_counts_those_of_the_act_too() -> None:
    form = UploadForm({})
    assert draw('{% errors form act="送审" sentences=more %}', form=form, more=["<附表>有误"]) == (
        '<section class="errors" role="alert" aria-labelledby="h-err" tabindex="-1">'
        '<h2 id="h-err">还不能送审，先改 2 处</h2><ul>'
        '<li><a href="#id_file">请选择工作方案</a></li><li>&lt;附表&gt;有误</li></ul></section>'
    )


def test_no_errors_draw_nothing() -> None:
    assert draw("{% errors form %}", form=UploadForm()) == ""
    assert draw("{% errors None %}") == ""


class OddForm(Form):
    """Fields without labels, hidden ones, errors of the whole."""

    key = forms.CharField(widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=1)
    body = EditorField(required=False)
    on = DayField(required=False)

    def clean(self) -> None:
        raise forms.ValidationError("两处不一致")


class EntryForm(SpokenErrors, AuthenticationForm):
    """One of Django's own."""


def test_forms_of_django_speak_too() -> None:
    assert wrongs(EntryForm(None, {"username": "x"})) == [("请填写密码", "id_password")]


def test_odd_form() -> None:
    form = OddForm({"count": "many", "on": "2026年9月16日"})
    assert wrongs(form) == [
        ("请填写key", "id_key"),
        ("count要填整数", "id_count"),
        ("两处不一致", ""),
    ]
    assert str(form.cleaned_data["on"]) == "2026-09-16"
    assert draw("{% fields form %}", form=form).count("<label") == 3
