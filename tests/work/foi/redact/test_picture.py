"""Photos and drawings: black boxes, and nothing beside the pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from gongkai.work.foi.redact.make import look, redact
from gongkai.work.foi.redact.marks import Mark
from gongkai.work.journal.deeds import Refused
from tests.work.foi.redact.word_made import photo

BOX = Mark("E15", page=1, box=(0, 0, 500, 500))


def drawn(kind: str, picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


@pytest.mark.parametrize("extension", ["jpg", "jpeg"])
def test_a_photo_loses_what_it_says_beside_its_pixels(extension: str) -> None:
    data = photo("red", said="SECRET", size=(400, 200))
    made, checks = redact(extension, data, [BOX])
    with Image.open(io.BytesIO(made.data)) as seen:
        assert (seen.size, dict(seen.getexif())) == ((400, 200), {})
        assert max(seen.convert("RGB").getpixel((5, 5))) < 8  # type: ignore[arg-type]
        assert seen.convert("RGB").getpixel((300, 150)) == (254, 0, 0)
    assert (b"SECRET" in data, b"SECRET" in made.data, made.extension) == (True, False, "jpg")
    assert [one.code for one in checks] == ["beside", "bytes"]


def test_a_drawing_loses_its_notes_and_what_was_under_the_box() -> None:
    picture = Image.new("RGB", (40, 40), "white")
    picture.putpixel((3, 3), (1, 2, 3))
    made, _ = redact("png", drawn("PNG", picture), [BOX])
    with Image.open(io.BytesIO(made.data)) as seen:
        assert sorted(seen.getcolors() or []) == [
            (400 + 41, (0, 0, 0)),
            (1600 - 441, (255, 255, 255)),
        ]


def test_a_photo_taken_askew_is_turned_before_it_is_marked() -> None:
    stream, notes = io.BytesIO(), Image.Exif()
    notes[0x0112] = 6
    Image.new("RGB", (400, 200)).save(stream, "JPEG", exif=notes)
    (leaf,) = look("jpg", stream.getvalue()).leaves
    assert (leaf.width, leaf.height, leaf.is_read) == (200, 400, False)


def test_only_boxes_fit_a_picture() -> None:
    data = drawn("PNG", Image.new("RGB", (9, 9)))
    for one, code in (
        (Mark("E15", term="米有为"), "redact_picture_has_no_text"),
        (Mark("E15", page=2, box=(0, 0, 9, 9)), "redact_place_gone"),
    ):
        with pytest.raises(Refused) as refusal:
            redact("png", data, [one])
        assert refusal.value.code == code


@pytest.mark.parametrize("extension", ["xlsx", "doc", "ofd", "gif", "txt", ""])
def test_other_kinds_are_refused(extension: str) -> None:
    for act in (look, lambda kind, data: redact(kind, data, [])):
        with pytest.raises(Refused) as refusal:
            act(extension, b"...")
        assert refusal.value.code == "redact_kind"


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    data = drawn("PNG", Image.new("1", (8000, 8000)))
    with pytest.raises(Refused) as refusal:
        look("png", data)
    assert refusal.value.code == "redact_damaged"
