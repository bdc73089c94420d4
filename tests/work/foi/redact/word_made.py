"""Word files made part by part, so that they can hold what no office program would let one see."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import docx
from PIL import Image
from PIL.ExifTags import Base

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS = {"header1": "hdr", "footer1": "ftr"}
_KINDS = {"header1": "header", "footer1": "footer"}
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    inner = "".join(one if one.startswith("<") else r(one) for one in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def word(
    body: str,
    *,
    leads: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    **within: str,
) -> bytes:
    """A docx with this body. `within` are inner XML of parts such as header1, footnotes, styles.

    `leads` are further relations of the document: id to (kind, target); `parts` are whole parts.
    """
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
    }
    given = dict(leads or {})
    for name, inner in within.items():
        root = _ROOTS.get(name, name)
        files[f"word/{name}.xml"] = f"<w:{root} {NAMES}>{inner}</w:{root}>"
        given[name] = (_KINDS.get(name, name), f"{name}.xml")
    files["word/_rels/document.xml.rels"] = _relations(given)
    files["[Content_Types].xml"] = _types(files)
    files |= parts or {}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def _relations(leads: Mapping[str, tuple[str, str]]) -> str:
    outside = ' TargetMode="External"'
    rows = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"'
        f"{outside if '://' in target else ''}/>"
        for key, (kind, target) in leads.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


def _types(files: Mapping[str, object]) -> str:
    kinds = {"word/document.xml": "document.main"}
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="{_MAIN}.'
        f'{kinds.get(name) or _KINDS.get(name[5:-4], name[5:-4])}+xml"/>'
        for name in files
        if name.startswith("word/") and name.endswith(".xml")
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    endings = "".join(
        f'<Default Extension="{one}" ContentType="image/{one}"/>' for one in ("png", "jpeg", "jpg")
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{endings}{rows}</Types>'
    )


def table(*rows: str) -> str:
    """A table of rows that are made of cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(inner: str, properties: str = "") -> str:
    """A cell with one paragraph."""
    looks = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{looks}{p(inner)}</w:tc>"


def drawing(relation: str, said: str = "", crop: str = "") -> str:
    """A run with a picture in the line; `said` is its alternative text."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/>'
        f'<wp:docPr id="7" name="{said}" descr="{said}" title="{said}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="7" name="{said}" descr="{said}"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/>{crop}</pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(inner: str, stand_in: str = "") -> str:
    """A run with a text box, and what old programs show in its stead."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{stand_in or inner}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def photo(colour: str = "red", said: str = "", size: tuple[int, int] = (40, 40)) -> bytes:
    """A JPEG that says something beside its pixels, and after its end."""
    picture = Image.new("RGB", size, colour)
    notes = Image.Exif()
    notes[Base.ImageDescription] = said
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=notes, comment=said.encode())
    return stream.getvalue() + said.encode()


def texts(data: bytes) -> list[str]:
    """The paragraphs of the body with text, read by another library than ours."""
    document = docx.Document(io.BytesIO(data))
    found = [one.text for one in document.element.body.iter() if one.tag.endswith("}p")]
    return [text for text in found if text]


def everything(data: bytes) -> bytes:
    """All parts of the package, unpacked, one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join(name.encode() + package.read(name) for name in sorted(package.namelist()))


def names(data: bytes) -> list[str]:
    """The parts of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sorted(package.namelist())
