"""PDFs: every page becomes a picture, black where it was marked; nothing lies beneath or beside."""

from __future__ import annotations

import pytest

from gongkai.work.foi.redact.make import look, page_picture, redact
from gongkai.work.foi.redact.marks import Mark
from gongkai.work.foi.redact.pdf_open import MOST_PAGES
from gongkai.work.journal.deeds import Refused
from tests.work.foi.redact.pdf_made import (
    assembled,
    darkest,
    image,
    line,
    newer,
    note,
    page,
    printed,
    shown,
    streams,
    text_of,
    with_attachment,
)

NAME = "SECRETNAME"


def redacted(data: bytes, *marks: Mark) -> bytes:
    made, _ = redact("pdf", data, marks)
    return made.data


def is_bare(data: bytes) -> bool:
    """Nothing but pages of pictures: no text, and none of the words by which a PDF holds more."""
    words = (b"/Font", b"/Annot", b"/Names", b"/Metadata", b"/Info", b"/AcroForm", b"/Outlines",
             b"/JavaScript", b"/OCProperties", b"/StructTreeRoot", b"/Prev")  # fmt: skip
    return not text_of(data).strip() and not any(word in data for word in words)


def test_a_term_is_black_and_the_rest_is_as_it_was() -> None:
    data = printed("合同由米有为签订。\n电话 138 0013 8000。", "第二页：米有为")
    made, checks = redact(
        "pdf", data, [Mark("E15", term="米有为"), Mark("E16b", term="13800138000")]
    )
    assert [(one.page, one.ground, one.why) for one in made.places] == [
        (1, "E15", "term"), (1, "E16b", "term"), (2, "E15", "term")
    ]  # fmt: skip
    assert (is_bare(made.data), made.pages) == (True, 2)
    assert [one.code for one in checks] == ["pages", "text", "beside", "bytes"]
    # The three signs of the name are the fourth to sixth of the first line, 11 points each.
    before, after = shown(data), shown(made.data)
    name = (74 / 400, 41 / 300, 105 / 400, 50 / 300)
    assert darkest(after, name)[0] == 0
    left = (41 / 400, 36 / 300, 71 / 400, 54 / 300)
    assert abs(darkest(before, left)[0] - darkest(after, left)[0]) < 40
    assert darkest(after, (0.5, 0.5, 0.99, 0.99)) == (255, 255)


def test_lines_can_be_marked() -> None:
    data = printed("第一行\n第二行\n第三行")
    found = {one.key: one.text for one in look("pdf", data).passages}
    assert found == {"1-1": "第一行", "1-2": "第二行", "1-3": "第三行"}
    made, _ = redact("pdf", data, [Mark("E15", key="1-2", end=3)])
    assert [(one.key, one.start, one.end) for one in made.places] == [("1-2", 0, 3)]


HIDING = {
    "undrawn text": page(line("SEEN") + line(NAME, y=150, mode=3)),
    "white text": page(line("SEEN") + "1 g\n" + line(NAME, y=150)),
    "text under a picture": page(line(NAME) + "q 380 0 0 280 10 10 cm /I Do Q\n" + line("SEEN")),
    "text outside the page": page(line("SEEN") + line(NAME, y=-90)),
    "text cut off by the crop": page(
        line("SEEN") + line(NAME, y=-90), box="0 -300 400 300", of_page="/CropBox [0 0 400 300]"
    ),
    "note": page(
        line("SEEN"), of_page="/Annots [10 0 R]",
        more={10: note("Text", f"/Rect [10 10 30 30] /Contents ({NAME}) /T ({NAME})")},
    ),
    "outline": page(
        line("SEEN"), catalogue="/Outlines 10 0 R",
        more={
            10: "<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>",
            11: f"<< /Title ({NAME}) /Parent 10 0 R /Dest [3 0 R /Fit] >>",
        },
    ),
    "description": page(line("SEEN"), trailer="/Info 10 0 R", more={10: f"<< /Author ({NAME}) >>"}),
    "metadata": page(
        line("SEEN"), catalogue="/Metadata 10 0 R",
        more={10: ("/Type /Metadata /Subtype /XML", f"<x>{NAME}</x>".encode())},
    ),
    "script": page(
        line("SEEN"), catalogue="/OpenAction 10 0 R",
        more={10: f"<< /S /JavaScript /JS (app.alert\\('{NAME}'\\)) >>"},
    ),
    "form field": page(
        line("SEEN"), catalogue="/AcroForm << /Fields [10 0 R] >>", of_page="/Annots [10 0 R]",
        more={10: note("Widget", f"/FT /Tx /F 2 /T ({NAME}) /V ({NAME}) /Rect [9 9 90 30]")},
    ),
    "attachment": with_attachment(page(line("SEEN")), "a.txt", NAME.encode()),
    "unused object": page(line("SEEN"), more={10: f"({NAME})"}),
    "after the end": page(line("SEEN")) + NAME.encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", HIDING.values(), ids=HIDING.keys())
def test_what_is_not_seen_goes_without_a_mark(data: bytes) -> None:
    assert NAME.encode() in streams(data)
    made = redacted(data)
    assert (is_bare(made), NAME.encode() in streams(made)) == (True, False)
    assert darkest(shown(made), (0.08, 0.26, 0.25, 0.36))[0] < 100


def test_an_earlier_edition_is_gone() -> None:
    data = newer(page(line(NAME)), 4, line("SEEN").encode())
    assert (text_of(data).strip(), NAME.encode() in streams(data)) == ("SEEN", True)
    assert dict(look("pdf", data).remarks) == {"editions": 1}
    made = redacted(data)
    assert (is_bare(made), NAME.encode() in streams(made)) == (True, False)


def test_a_note_that_is_printed_can_be_found_and_marked() -> None:
    head = "/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /F 5 0 R >> >>"
    data = page(
        line("SEEN"),
        of_page="/Annots [10 0 R]",
        more={
            10: note("FreeText", "/F 4 /Rect [40 100 240 140] /AP << /N 11 0 R >>"),
            11: (head, line(NAME, 5, 10).encode()),
        },
    )
    assert [one.text.strip() for one in look("pdf", data).passages] == ["SEEN", NAME]
    made, _ = redact("pdf", data, [Mark("E15", term=NAME)])
    assert [one.why for one in made.places] == ["term"]
    assert darkest(shown(made.data), (0.12, 0.55, 0.3, 0.62))[0] == 0
    assert is_bare(made.data)


def test_boxes_on_a_scan() -> None:
    scan = page("q 400 0 0 300 0 0 cm /I Do Q\n", more={6: image(400, 300, 200)})
    (leaf,) = look("pdf", scan).leaves
    assert (leaf.is_read, leaf.width, leaf.height) == (False, 400, 300)
    picture = shown(redacted(scan, Mark("E15", page=1, box=(100, 200, 500, 220))))
    assert darkest(picture, (0.1, 0.2, 0.11, 0.21)) == (0, 0)
    assert darkest(picture, (0.51, 0.5, 1, 1))[0] > 190


def test_a_turned_page_is_black_where_it_is_seen() -> None:
    data = page(line(NAME, 40, 200), of_page="/Rotate 90")
    made, _ = redact("pdf", data, [Mark("E15", term=NAME)])
    picture = shown(made.data)
    assert picture.size == (600, 800)
    before = shown(data)
    dark = [
        (x, y)
        for x in range(0, 600, 4)
        for y in range(0, 800, 4)
        if before.getpixel((x, y)) < 100  # type: ignore[operator]
    ]
    assert dark
    label = [one for one in dark if picture.getpixel(one) > 100]  # type: ignore[operator]
    assert len(label) < len(dark) / 4


def test_the_same_marks_give_the_same_bytes() -> None:
    data = printed("米有为")
    assert redacted(data, Mark("E15", term="米有为")) == redacted(data, Mark("E15", term="米有为"))


def test_a_page_for_the_screen() -> None:
    assert page_picture("pdf", printed("米有为"), 1).startswith(b"\x89PNG")


MANY = {3 + n: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>" for n in range(MOST_PAGES + 1)}
KIDS = " ".join(f"{number} 0 R" for number in MANY)
REFUSED = {
    "broken": (b"%PDF-1.7 nothing %%EOF", "redact_damaged"),
    "too many pages": (
        assembled({1: "<< /Type /Catalog /Pages 2 0 R >>",
                   2: f"<< /Type /Pages /Kids [{KIDS}] /Count {len(MANY)} >>", **MANY}),
        "redact_too_many_pages",
    ),
    "huge page": (page("", box="0 0 90000 90000"), "redact_page_too_large"),
    "huge picture": (
        page("q 9 0 0 9 0 0 cm /I Do Q", more={6: ("/Type /XObject /Subtype /Image /Width 90000 "
             "/Height 90000 /ColorSpace /DeviceGray /BitsPerComponent 8", b"0")}),
        "redact_page_too_large",
    ),
    "locked": (
        page("", trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
             f"/O <{'11' * 32}> /U <{'22' * 32}> >>"),
        "redact_locked",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_redacted_is_refused(data: bytes, code: str) -> None:
    for act in (look, lambda kind, data: redact(kind, data, [])):
        with pytest.raises(Refused) as refusal:
            act("pdf", data)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    "one",
    [Mark("E15", page=2, box=(0, 0, 9, 9)), Mark("E15", key="9-9", end=1)],
    ids=["page", "line"],
)
def test_marks_on_nothing_are_refused(one: Mark) -> None:
    with pytest.raises(Refused) as refusal:
        redacted(printed("米有为"), one)
    assert refusal.value.code == "redact_place_gone"


@pytest.mark.parametrize("box", [(0, 0, 0, 9), (9, 0, 5, 9), (0, 0, 1001, 9), (-1, 0, 9, 9)])
def test_boxes_of_nothing_are_refused(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(Refused) as refusal:
        redacted(printed("米有为"), Mark("E15", page=1, box=box))
    assert [one.code for one in refusal.value.reasons] == ["redact_box_unfit"]
