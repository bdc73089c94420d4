"""A PDF of pictures and nothing else: no text, no description, no history; the same bytes twice."""

from __future__ import annotations

import io
import zlib

from PIL import Image, ImageChops

_JPEG_QUALITY = 85
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_MOST_COLOUR = 12


class Book:
    """Pages are added one by one, so that only one stands in memory as pixels."""

    def __init__(self) -> None:
        self._bytes = bytearray(_HEADER)
        self._starts: dict[int, int] = {}
        self._pages: list[int] = []

    def add(self, picture: Image.Image, width: float, height: float) -> None:
        """Add a page of this size in points that shows the picture."""
        number = 3 + 3 * len(self._pages)
        colours, way, pixels = _packed(picture)
        self._object(
            number,
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] "
            f"/Resources << /XObject << /P {number + 2} 0 R >> >> /Contents {number + 1} 0 R >>",
        )
        self._object(number + 1, "<< {} >>", f"{width:.2f} 0 0 {height:.2f} 0 0 cm /P Do".encode())
        self._object(
            number + 2,
            f"<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height} "
            f"/ColorSpace /{colours} /BitsPerComponent 8 /Filter /{way} {{}} >>",
            pixels,
        )
        self._pages.append(number)

    def done(self) -> bytes:
        """The whole file."""
        self._object(1, "<< /Type /Catalog /Pages 2 0 R /Lang (zh-CN) >>")
        kids = " ".join(f"{number} 0 R" for number in self._pages)
        self._object(2, f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>")
        start, count = len(self._bytes), len(self._starts) + 1
        table = b"".join(b"%010d 00000 n \n" % self._starts[one] for one in range(1, count))
        self._bytes += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
        self._bytes += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            count,
            start,
        )
        return bytes(self._bytes)

    def _object(self, number: int, head: str, stream: bytes | None = None) -> None:
        self._starts[number] = len(self._bytes)
        if stream is not None:
            head = head.format(f"/Length {len(stream)}")
        self._bytes += b"%d 0 obj\n" % number + head.encode()
        if stream is not None:
            self._bytes += b"\nstream\n" + stream + b"\nendstream"
        self._bytes += b"\nendobj\n"


def _packed(picture: Image.Image) -> tuple[str, str, bytes]:
    """Colour space, filter and bytes; grey where it is, and whichever way is shorter."""
    grey = _is_grey(picture)
    picture = picture.convert("L") if grey else picture
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=_JPEG_QUALITY)
    exact = zlib.compress(picture.tobytes(), 6) if grey else None
    colours = "DeviceGray" if grey else "DeviceRGB"
    if exact is not None and len(exact) <= len(stream.getvalue()):
        return colours, "FlateDecode", exact
    return colours, "DCTDecode", stream.getvalue()


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    ranges = (ImageChops.difference(red, one).getextrema() for one in (green, blue))
    return all(isinstance(high, int) and high <= _MOST_COLOUR for _, high in ranges)
