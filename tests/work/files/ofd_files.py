"""OFD documents made in tests: pages of text, a page of a picture."""

from __future__ import annotations

import io
import zipfile

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NS} DocType="OFD" Version="1.0"><ofd:DocBody>'
    "<ofd:DocInfo><ofd:Title>{title}</ofd:Title><ofd:Author>{author}</ofd:Author></ofd:DocInfo>"
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)
TEXT = '<ofd:TextObject ID="3"><ofd:TextCode X="1" Y="1">{}</ofd:TextCode></ofd:TextObject>'
PICTURE = '<ofd:ImageObject ID="4" ResourceID="5"/>'


def ofd(*pages: str, root: str = ROOT, title: str = "标题", author: str = "") -> bytes:
    """A document with a page for each text; an empty text is a page of a picture alone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        parts = {
            "OFD.xml": root.format(title=title, author=author),
            "Doc_0/Document.xml": f"<ofd:Document {NS}/>",
        }
        for place, text in enumerate(pages):
            inner = TEXT.format(text) if text else PICTURE
            layer = f"<ofd:Content><ofd:Layer>{inner}</ofd:Layer></ofd:Content>"
            name = f"Doc_0/Pages/Page_{place}/Content.xml"
            parts[name] = f"<ofd:Page {NS}>{layer}</ofd:Page>"
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()
