"""Pictures: nothing reads what they show, but what is written beside it is known."""

from __future__ import annotations

import io
from typing import NoReturn

from PIL import Image

from gongkai.work.files.extract.leftovers import found
from gongkai.work.files.extract.writer import Unreadable

_PLACE_TAKEN = 0x8825
_LATITUDE = 2


def read_picture(data: bytes) -> NoReturn:
    """Always Unreadable: a person must look at it. It says whether the place is in the file."""
    with Image.open(io.BytesIO(data)) as picture:
        place = dict(picture.getexif().get_ifd(_PLACE_TAKEN))
    raise Unreadable("picture", found(location=int(_LATITUDE in place)))
