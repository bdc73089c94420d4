"""Pictures of the body as copies take them: decoded, turned upright, no larger than print needs."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

NAMELESS = "正文图片，没有文字说明"
_MOST_PIXELS = 60_000_000
_DOTS_PER_POINT = 220 / 72
_POINTS_PER_PIXEL = 0.75
_JPEG_QUALITY = 88


@dataclass(frozen=True)
class Shown:
    """A picture with its kind and its size on paper, in points."""

    data: bytes
    extension: str
    width: float
    height: float


def fitted(data: bytes, widest: float, highest: float) -> Shown | None:
    """The picture within these points; None for one that cannot be decoded or is beyond bounds.

    What was stored beside the picture, such as the place where it was taken, is left out.
    """
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            is_photo = opened.format == "JPEG"
            picture = ImageOps.exif_transpose(opened).convert("RGB" if is_photo else "RGBA")
    except Exception:  # decoders raise whatever a broken picture makes them raise
        return None
    width, height = (size * _POINTS_PER_PIXEL for size in picture.size)
    scale = min(1.0, widest / width, highest / height)
    width, height = width * scale, height * scale
    picture.thumbnail((round(width * _DOTS_PER_POINT) + 1, round(height * _DOTS_PER_POINT) + 1))
    stream = io.BytesIO()
    if is_photo:
        picture.save(stream, "JPEG", quality=_JPEG_QUALITY)
    else:
        picture.save(stream, "PNG")
    return Shown(stream.getvalue(), "jpg" if is_photo else "png", width, height)


def unshown(alt: str) -> str:
    """What stands where a picture cannot be shown."""
    return f"【此处图片不能显示{f'：{alt}' if alt else ''}，请看网页】"
