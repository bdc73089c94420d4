"""Places in a Word file where somebody's name can hide without being seen."""

from __future__ import annotations

from tests.work.foi.redact.word_made import cell, p, photo, r, table, text_box

NAME = "米有为"
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText>HYPERLINK "mailto:{NAME}@a.cn"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + r("正文")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_STYLES = (
    '<w:style w:type="character" w:styleId="a"><w:name w:val="a"/><w:rPr><w:vanish/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="b"><w:name w:val="b"/>'
    '<w:basedOn w:val="a"/></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    f'<w:lvlText w:val="{NAME}%1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_DELETED = "<w:trPr><w:del w:id='1' w:author='甲'/></w:trPr>"
_BOUND = f'<w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/></w:sdtPr>'

# In each the last paragraph that is seen is 正文.
HIDING: dict[str, dict[str, str]] = {
    "comment": {
        "body": p("正文", '<w:r><w:commentReference w:id="1"/></w:r>'),
        "comments": f'<w:comment w:id="1" w:author="{NAME}">{p(NAME)}</w:comment>',
    },
    "deleted": {
        "body": p("正文", f'<w:del w:id="1"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>')
    },
    "author of a change": {
        "body": p(f'<w:ins w:id="1" w:author="{NAME}">{r("正文")}</w:ins>')
    },
    "moved": {"body": p("正文", f'<w:moveFrom w:id="1" w:author="甲">{r(NAME)}</w:moveFrom>')},
    "deleted row": {"body": table(_DELETED + cell(NAME), cell("正文"))},
    "deleted cell": {"body": table(cell(NAME, "<w:cellDel w:id='1'/>") + cell("正文"))},
    "hidden row": {"body": table("<w:trPr><w:hidden/></w:trPr>" + cell(NAME), cell("正文"))},
    "covered cell": {
        "body": table(cell("正文", "<w:vMerge w:val='restart'/>"), cell(NAME, "<w:vMerge/>"))
    },
    "hidden": {"body": p("正文", r(NAME, "<w:vanish/>"))},
    "hidden by style": {"body": p("正文", r(NAME, '<w:rStyle w:val="b"/>')), "styles": _STYLES},
    "style name": {
        "body": p("正文"),
        "styles": f'<w:style w:type="paragraph" w:styleId="{NAME}"><w:name w:val="{NAME}"/>'
        "</w:style>",
    },
    "numbering": {"body": p("正文"), "numbering": _NUMBERING},
    "field code": {"body": p(_FIELD)},
    "settings": {
        "body": p("正文"),
        "settings": f'<w:docVars><w:docVar w:name="a" w:val="{NAME}"/></w:docVars>',
    },
    "attribute": {
        "body": f'<w:p w:rsidR="{NAME}"><w:pPr><w:jc w:val="{NAME}"/></w:pPr>{r("正文")}</w:p>'
    },
    "bookmark": {"body": p("正文", f'<w:bookmarkStart w:id="0" w:name="{NAME}"/>')},
    "caption": {
        "body": f'<w:tbl><w:tblPr><w:tblCaption w:val="{NAME}"/></w:tblPr><w:tr>{cell("正文")}'
        "</w:tr></w:tbl>"
    },
    "bound content": {
        "body": f"<w:sdt>{_BOUND}<w:sdtContent>{p('正文')}</w:sdtContent></w:sdt>"
    },
    "stand-in": {"body": p(text_box(p("正文"), stand_in=p(NAME)))},
    "unknown block": {"body": p("正文") + f"<w:odd><w:t>{NAME}</w:t></w:odd>"},
    "unused note": {"body": p("正文"), "footnotes": f'<w:footnote w:id="5">{p(NAME)}</w:footnote>'},
    "unused header": {"body": p("正文"), "header1": p(NAME)},
    "comment in the XML": {"body": p("正文") + f"<!-- {NAME} -->"},
}  # fmt: skip

# Parts that no clean file has.
BESIDE: dict[str, str | bytes] = {
    "docProps/core.xml": f"<a>{NAME}</a>",
    "docProps/app.xml": f"<a>{NAME}</a>",
    "docProps/custom.xml": f"<a>{NAME}</a>",
    "docProps/thumbnail.jpeg": photo(said=NAME),
    "customXml/item1.xml": f"<a>{NAME}</a>",
    "word/embeddings/book.xlsx": NAME.encode(),
    "word/embeddings/oleObject1.bin": NAME.encode("utf-16-le"),
    "word/charts/chart1.xml": f"<a>{NAME}</a>",
    "word/printerSettings1.bin": NAME.encode(),
    "word/glossary/document.xml": f"<a>{NAME}</a>",
    "word/media/left.jpg": photo(said=NAME),
    f"word/{NAME}.xml": "<a/>",
}
