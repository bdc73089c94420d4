"""The body of a record on a page."""

from __future__ import annotations

import pytest

from gongkai.faces.ui.papers import shown

A = "a" * 64


def printed(html: str) -> str:
    return str(shown(html, lambda sha256: f"/f/{sha256[:4]}/"))


@pytest.mark.parametrize(
    ("stored", "page"),
    [
        ("", ""),
        ("  \n", ""),
        ("散文", "散文"),
        ("<h2>一</h2><h3>二</h3><h4>三</h4>", "<h3>一</h3><h4>二</h4><h5>三</h5>"),
        ("<h3>一</h3><h4>二</h4>", "<h3>一</h3><h4>二</h4>"),
        (f'<p>甲<img src="file:{A}" alt="图">乙</p>', '<p>甲<img src="/f/aaaa/" alt="图">乙</p>'),
        (
            f'<p><img src="file:{A}"></p>',
            '<div><img src="/f/aaaa/" alt="正文图片 1，没有文字说明"></div>',
        ),
        ('<p><img src="https://x.example/y.png" alt="图"></p>', '<div><img alt="图"></div>'),
        ("<script>1</script><p onclick='x'>甲</p>", "<p>甲</p>"),
    ],
)
def test_body(stored: str, page: str) -> None:
    assert printed(stored) == page


def test_each_table_scrolls_by_itself_and_has_a_name() -> None:
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    named = table.replace("<tbody>", "<caption>收费 标准</caption><tbody>")
    frame = '<div class="scroll" role="region" tabindex="0" aria-label="{}">{}</div>'
    assert printed(f"<p>甲</p>{table}乙{named}") == (
        f"<p>甲</p>{frame.format('正文表格 1', table)}乙{frame.format('收费 标准', named)}"
    )


def test_addressee_and_signature_stand_at_their_places() -> None:
    html = (
        "<p>各街道办事处：</p><p>请认真落实。</p><p>青禾区教育局</p><p>2026年3月2日</p>"
        "<p>（此件公开发布）</p>"
    )
    assert shown(html, lambda _: "") == (
        '<p class="to">各街道办事处：</p><p>请认真落实。</p><p class="sign">青禾区教育局</p>'
        '<p class="sign">2026年3月2日</p><p>（此件公开发布）</p>'
    )
    # What looks the same inside a table or a list stays as it is.
    listed = "<ul><li>青禾区教育局</li></ul><p>2026年3月2日开始</p>"
    assert shown(listed, lambda _: "") == listed
