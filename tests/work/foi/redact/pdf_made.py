"""PDFs made object by object, so that they can hold what no reader would show."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping, Sequence

import pypdfium2
import typst
from PIL import Image

from gongkai.work.files.copies.glyphs import FOLDER


def printed(*pages: str) -> bytes:
    """A PDF with these pages of Chinese text, as programs print it."""
    source = (
        "#set page(width: 400pt, height: 300pt, margin: 40pt)\n#set text(font: 'Noto Sans SC')\n"
    )
    whole = source.replace("'", '"') + "\n#pagebreak()\n".join(
        page.replace("#", "\\#").replace("\n", "\\\n") for page in pages
    )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FOLDER])
    return bytes(typst.compile(whole.encode(), font_paths=fonts))


def assembled(objects: Mapping[int, str | tuple[str, bytes]], trailer: str = "") -> bytes:
    """A PDF of these objects; 1 is the catalogue. A stream is its dictionary and its bytes."""
    out = bytearray(b"%PDF-1.7\n")
    starts = {}
    for number, content in objects.items():
        starts[number] = len(out)
        out += b"%d 0 obj\n" % number
        if isinstance(content, str):
            out += content.encode("latin-1")
        else:
            head, data = content
            out += f"<< {head} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"
        out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, at in starts.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, at)
    out += f"trailer\n<< /Size {max(starts) + 1} /Root 1 0 R {trailer} >>\n".encode()
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def page(
    content: str,
    *,
    catalogue: str = "",
    of_page: str = "",
    more: Mapping[int, str | tuple[str, bytes]] | None = None,
    trailer: str = "",
    box: str = "0 0 400 300",
) -> bytes:
    """A PDF of one page with Latin text; objects from 10 on may be added."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return assembled(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
            f"/Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >> {of_page} >>",
            4: ("/Filter /FlateDecode", zlib.compress(content.encode("latin-1"))),
            5: font,
            6: image(200, 150),
            **(more or {}),
        },
        trailer,
    )


def note(kind: str, rest: str) -> str:
    """A note on the page."""
    return f"<< /Type /Annot /Subtype /{kind} {rest} >>"


def newer(first: bytes, number: int, content: bytes) -> bytes:
    """The PDF with object `number` replaced by a stream, as programs do that only append."""
    start, at = first.rindex(b"xref\n0 1"), len(first)
    changed = b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(content))
    changed += content + b"\nendstream\nendobj\n"
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, at)
    end = b"<< /Size 7 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return first + changed + table + end % (start, at + len(changed))


def image(width: int, height: int, colour: int = 255) -> tuple[str, bytes]:
    """A picture of one grey."""
    head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
    head += "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
    return head, zlib.compress(bytes([colour]) * width * height)


def line(words: str, x: int = 40, y: int = 200, size: int = 20, mode: int = 0) -> str:
    """Shows words; mode 3 does not draw them."""
    return f"BT {mode} Tr /F {size} Tf {x} {y} Td ({words}) Tj ET\n"


def shown(data: bytes, number: int = 1, dots: int = 144) -> Image.Image:
    """A page as pixels."""
    document = pypdfium2.PdfDocument(data)
    try:
        return document[number - 1].render(scale=dots / 72).to_pil().convert("L")
    finally:
        document.close()


def text_of(data: bytes) -> str:
    """All text that a reader can take out."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(one.get_textpage().get_text_range() for one in document)
    finally:
        document.close()


def streams(data: bytes) -> bytes:
    """The bytes of a PDF and of its streams, inflated where they are deflated."""
    out = [data]
    for piece in re.split(rb"stream\r?\n", data)[1:]:
        try:
            out.append(zlib.decompressobj().decompress(piece))
        except zlib.error:
            continue
    return b"\n".join(out)


def darkest(picture: Image.Image, box: Sequence[float]) -> tuple[int, int]:
    """The darkest and lightest grey in a part of the page, given in fractions."""
    across, down = picture.size
    area = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    low, high = picture.crop(tuple(map(int, area))).getextrema()
    return int(low), int(high)


def with_attachment(data: bytes, name: str, content: bytes) -> bytes:
    """The PDF with a file in it."""
    document = pypdfium2.PdfDocument(data)
    document.new_attachment(name).set_data(content)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()
