"""E-mail files: read without running anything, registered once, broken ones told in a sentence."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.work.files.queries import read_bytes
from gongkai.work.foi.actions.mail import register_mail
from gongkai.work.foi.models.request import Request, RequestFile
from gongkai.work.foi.queries.mail import LIMIT, read_mail
from gongkai.work.journal.deeds import Refused
from gongkai.work.journal.models.deed import Deed
from tests.factories import moment, officer
from tests.work.foi.scene import scene

AT = moment(date(2026, 2, 10))
PDF = b"%PDF-1.4\nx\n%%EOF\n"


def mail(**fields: Any) -> EmailMessage:
    message = EmailMessage()
    given = {
        "From": "林野 <linye@example.com>", "To": "foi@example.com", "Subject": "申请公开养护合同",
        "Date": "Mon, 09 Feb 2026 20:30:00 +0800",
    } | fields  # fmt: skip
    for name, value in given.items():
        if value is not None:
            message[name] = value
    message.set_content("请公开二〇二五年道路养护合同。\n谢谢。\n")
    return message


def attached(*files: tuple[str, bytes]) -> bytes:
    message = mail()
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def code_of(act: Any) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def test_what_a_mail_says() -> None:
    found = read_mail(mail().as_bytes())
    assert (found.name, found.address, found.subject) == (
        "林野", "linye@example.com", "申请公开养护合同",
    )  # fmt: skip
    assert found.sent_at == datetime(2026, 2, 9, 12, 30, tzinfo=UTC)
    assert found.wanted == "申请公开养护合同\n请公开二〇二五年道路养护合同。\n谢谢。"
    assert (found.attachments, found.left_out) == ((), ())


def test_markup_is_read_as_text_and_scripts_are_no_text() -> None:
    message = mail()
    message.set_content(
        "<html><head><title>x</title><script>alert(1)</script></head>"
        "<body><p>请公开<b>合同</b></p><p>谢谢&amp;再见</p></body></html>",
        subtype="html",
    )
    assert read_mail(message.as_bytes()).text == "请公开合同\n\n谢谢&再见"


def test_old_mail_programs_write_in_gb() -> None:
    raw = (
        "From: =?gb2312?B?" + base64.b64encode("林野".encode("gb2312")).decode() + "?= <a@b.cn>\n"
        "Subject: =?gb2312?B?" + base64.b64encode("申请".encode("gb2312")).decode() + "?=\n"
        "Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n"
    ).encode() + "养护合同\n".encode("gb18030")
    found = read_mail(raw)
    assert (found.name, found.subject, found.text, found.sent_at) == (
        "林野", "申请", "养护合同", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "申请书.exe", "合同.pdf.exe", "运行.js", "脚本.vbs", "快捷.lnk", "包.zip", "宏.docm",
        "photo\u202efdp.exe", "没有后缀", ".htaccess", "网页.html", "图.svg",
    ],
)  # fmt: skip
def test_programs_are_left_out_with_a_reason(name: str) -> None:
    found = read_mail(attached((name, PDF), ("材料.pdf", PDF)))
    assert [one for one, _ in found.attachments] == ["材料.pdf"]
    assert len(found.left_out) == 1
    told, why = found.left_out[0]
    assert "\u202e" not in told
    assert why.code in {"file_type", "file_macros", "file_name"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/合同.pdf", "合同.pdf"),
        ("C:\\temp\\合同.pdf", "合同.pdf"),
        ("合\u202e同.pdf", "合同.pdf"),
        ("合同.exe.pdf", "合同.exe.pdf"),
    ],
)
def test_paths_and_marks_go_from_names(name: str, kept: str) -> None:
    assert read_mail(attached((name, PDF))).attachments == ((kept, PDF),)


def test_a_program_under_another_name_is_left_out() -> None:
    found = read_mail(attached(("合同.pdf", b"MZ\x90\x00program")))
    assert (found.attachments, [why.code for _, why in found.left_out]) == ((), ["file_mismatch"])


def test_no_more_than_twenty_attachments_are_kept() -> None:
    found = read_mail(attached(*((f"{n}.pdf", PDF) for n in range(25))))
    assert (len(found.attachments), {why.code for _, why in found.left_out}) == (
        20, {"mail_too_many"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "mail_unreadable"),
        (b"\x00\x01\x02\xff" * 50, "mail_unreadable"),
        (b"%PDF-1.4 ...", "mail_unreadable"),
        ("只是一段文字，没有邮件头。".encode(), "mail_unreadable"),
        (b"Subject: x\n\nbody", "mail_unreadable"),
        (b"From: nobody\nSubject: x\n\nbody", "mail_without_sender"),
        (b"From: <>\nSubject: x\n\nbody", "mail_without_sender"),
        (b"From: a@b.cn\n\n", "mail_without_text"),
    ],
)
def test_what_is_no_mail_is_told(data: bytes, code: str) -> None:
    assert code_of(lambda: read_mail(data)) == code


def test_a_mail_that_is_too_large_is_not_read() -> None:
    assert code_of(lambda: read_mail(b"x" * (LIMIT + 1))) == "mail_too_large"


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_whatever_the_bytes_they_are_read_or_refused(noise: bytes) -> None:
    for data in (noise, mail().as_bytes()[:150] + noise, mail().as_bytes() + noise):
        try:
            assert read_mail(data).address
        except Refused as refused:
            assert refused.code.startswith("mail_")


# Registering.


@pytest.mark.django_db
def test_a_mail_becomes_a_request_that_waits_for_its_receipt() -> None:
    here = scene()
    made = register_mail(
        organisation=here.organisation, data=attached(("林野身份证.pdf", PDF), ("a.exe", b"MZ")),
        by=here.clerk, at=AT,
    )  # fmt: skip
    request = made.registered.request
    assert (request.channel, request.state, request.received_on, request.holder) == (
        "email", "intake", None, here.clerk,
    )  # fmt: skip
    assert (request.submitted_at, request.wanted) == (
        datetime(2026, 2, 9, 12, 30, tzinfo=UTC),
        "申请公开养护合同\n请公开二〇二五年道路养护合同。\n谢谢。",
    )
    assert (request.applicant.name, request.applicant.email) == ("林野", "linye@example.com")
    files = RequestFile.objects.filter(request=request).select_related("file")
    assert [one.file.name for one in files] == ["申请材料1.txt", "申请材料2.pdf"]
    assert read_bytes(files[0].file).decode().splitlines()[:3] == [
        "发件人：林野 <linye@example.com>", "发送时间：2026-02-09 20:30", "标题：申请公开养护合同",
    ]  # fmt: skip
    assert [name for name, _ in made.left_out] == ["a.exe"]
    told = " ".join(str(one.detail) for one in Deed.objects.all())
    assert [one for one in ("林野", "linye", "养护") if one in told] == []


@pytest.mark.django_db
def test_the_same_mail_is_registered_once() -> None:
    here, there = scene(), scene("mzj", "民政局")
    data = mail().as_bytes()
    given = {"data": data, "at": AT}
    register_mail(organisation=here.organisation, by=here.clerk, **given)
    with pytest.raises(Refused) as refused:
        register_mail(organisation=here.organisation, by=here.clerk, **given)
    assert (refused.value.code, refused.value.values) == (
        "mail_known", {"number": "JTJ-2026-0001"},
    )  # fmt: skip
    register_mail(organisation=there.organisation, by=there.clerk, **given)
    assert Request.objects.count() == 2


@pytest.mark.django_db
def test_a_mail_from_the_future_was_sent_now() -> None:
    here = scene()
    data = mail(Date="Mon, 09 Feb 2099 20:30:00 +0800").as_bytes()
    made = register_mail(organisation=here.organisation, data=data, by=here.clerk, at=AT)
    assert made.registered.request.submitted_at == AT


@pytest.mark.django_db
def test_only_who_registers_takes_mail_in() -> None:
    here = scene()
    for who in (here.approver, scene("mzj", "民政局").clerk, officer()):
        assert code_of(
            lambda who=who: register_mail(
                organisation=here.organisation, data=mail().as_bytes(), by=who, at=AT
            )
        ) == ("no_power")
    assert not Request.objects.exists()
