"""Pictures drawn anew from what they show: nothing else of the file they came in remains."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageOps

MOST_PIXELS = 60_000_000
_JPEG_QUALITY = 88
_FAINTEST = 16
_WHOLE = 100_000
_CROP_PARTS = 4


def redrawn(data: bytes, crop: Sequence[int] = ()) -> tuple[bytes, str, int, int] | None:
    """Bytes, extension, width and height in pixels; None for what cannot be drawn.

    `crop` cuts (left, top, right, bottom) hundred-thousandths off for good: an office program only
    hides them. Places, thumbnails, layers under full transparency and later frames are left out.
    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            is_photo = opened.format == "JPEG"
            picture = _seen(opened)
            if len(crop) == _CROP_PARTS and any(crop):
                picture = _cropped(picture, crop)
            return (*encoded(picture, photo=is_photo), *picture.size)
    except Exception:  # decoders raise whatever a broken picture makes them raise
        return None


def upright(data: bytes) -> Image.Image | None:
    """A photo or drawing as it is shown, turned upright; None for what cannot be drawn."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            turned = ImageOps.exif_transpose(opened)
            return _seen(turned if turned is not None else opened)
    except Exception:  # decoders raise whatever a broken picture makes them raise
        return None


def encoded(picture: Image.Image, *, photo: bool) -> tuple[bytes, str]:
    """The pixels alone as a JPEG or PNG file."""
    plain = Image.new(picture.mode, picture.size)
    plain.paste(picture)
    stream = io.BytesIO()
    if photo:
        plain.convert("RGB").save(stream, "JPEG", quality=_JPEG_QUALITY)
        return stream.getvalue(), "jpg"
    plain.save(stream, "PNG", optimize=False)
    return stream.getvalue(), "png"


def _seen(picture: Image.Image) -> Image.Image:
    """Without the colours of what is transparent, which a picture program can show again."""
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    coloured = picture.convert("RGBA")
    alpha = coloured.getchannel("A")
    clear = Image.new("RGBA", coloured.size, (255, 255, 255, 0))
    return Image.composite(coloured, clear, alpha.point(lambda one: 255 * (one >= _FAINTEST)))


def _cropped(picture: Image.Image, crop: Sequence[int]) -> Image.Image:
    left, top, right, bottom = (min(max(one, 0), _WHOLE - 1) for one in crop)
    box = (
        picture.width * left // _WHOLE,
        picture.height * top // _WHOLE,
        picture.width - picture.width * right // _WHOLE,
        picture.height - picture.height * bottom // _WHOLE,
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError("nothing left")
    return picture.crop(box)
