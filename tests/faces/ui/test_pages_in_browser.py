"""The gallery in a real browser: accessible, never wider than the screen, editable."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest

from tests.faces.ui.gallery import gallery

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
DESK = "ui/desk_base.html"
WORD = (
    "<html><body><!--StartFragment-->"
    "<p class=MsoTitle style='color:red'><b><span>标题<o:p></o:p></span></b></p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>第一项</p>\n"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>2.</span>第二项</p>\n"
    "<table><tr><td colspan=2 onclick='alert(1)'>甲</td></tr>\n"
    "<tr><td>乙</td><td></td></tr></table>"
    "<p><a href='javascript:alert(1)'>坏</a><a href='https://a.example/'>好</a>"
    "<script>alert(2)</script><img src=x onerror='alert(3)'></p>"
    "<div>散文</div><p>&nbsp;</p><!--EndFragment--></body></html>"
)
CLEAN = (
    "<p><strong>标题</strong></p><ol><li>第一项</li><li>第二项</li></ol>"
    '<table><tbody><tr><td colspan="2">甲</td></tr><tr><td>乙</td><td></td></tr></tbody></table>'
    '<p>坏<a href="https://a.example/">好</a></p><p>散文</p>'
)
PASTE = """word => {
  const area = document.getElementById("id_body"), data = new DataTransfer();
  area.focus();
  data.setData("text/html", word);
  data.setData("text/plain", "x");
  const event = {clipboardData: data, bubbles: true, cancelable: true};
  area.dispatchEvent(new ClipboardEvent("paste", event));
  area.blur();
  return document.getElementById("id_body_source").value;
}"""


@pytest.fixture(scope="module")
def show() -> Iterator[Callable[..., Any]]:
    with browser() as opened:
        yield opened


@pytest.mark.parametrize("mode", ["normal", "dark", "elder", "elder-dark"])
@pytest.mark.parametrize("base", ["desk_aside", "portal_aside"])
def test_gallery_has_no_violation_and_no_overflow(
    show: Callable[..., Any], base: str, mode: str
) -> None:
    page = show(gallery(f"ui/{base}.html", mode=mode))
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = axe.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.complaints == []
    page.close()


def test_axe_would_find_what_is_wrong(show: Callable[..., Any]) -> None:
    broken = gallery(DESK).replace('<label for="id_title" class="req">', "<label>")
    page = show(broken)
    found = axe.Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == ["label-title-only", "label"]
    page.close()


def test_inline_script_and_style_are_blocked(show: Callable[..., Any]) -> None:
    html = gallery(DESK).replace(
        "</body>", '<script>document.title = "x"</script><p id="p" style="color:red">x</p></body>'
    )
    page = show(html)
    assert page.title() != "x"
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    assert len(page.complaints) == 2
    page.close()


def test_pasted_word_becomes_simple_html(show: Callable[..., Any]) -> None:
    page = show(gallery(DESK))
    assert page.evaluate(PASTE, WORD) == CLEAN
    page.close()


@pytest.mark.parametrize(
    ("stored", "kept"),
    [
        ("第一段\n\n第二段 <3", "<p>第一段</p><p>第二段 &lt;3</p>"),
        ("<p>好<img src=x onerror=alert(1)></p><svg><style><a title='</style><b>x'>", "<p>好</p>"),
        ("<math><mtext><p>文<script>1</script></p></mtext></math>", "<p>文</p>"),
        ("<template><p>x</p></template><p> </p>", ""),
        ("<table><tr><td></td></tr></table>", "<table><tbody><tr><td></td></tr></tbody></table>"),
    ],
)
def test_what_was_stored_is_cleaned_before_it_is_edited(
    show: Callable[..., Any], stored: str, kept: str
) -> None:
    empty = re.compile(r'(<textarea name="body"[^>]*>)\s*</textarea>')
    html = empty.sub(lambda found: f"{found[1]}{escape(stored)}</textarea>", gallery(DESK))
    page = show(html)
    page.get_by_role("textbox", name="正文").click()
    page.get_by_role("button", name="检查并送审").focus()
    assert page.evaluate("document.getElementById('id_body_source').value") == kept
    page.close()


def test_without_script_the_textarea_stays(show: Callable[..., Any]) -> None:
    page = show(re.sub(r"<script.*?</script>", "", gallery(DESK)))
    assert page.get_by_label("正文").evaluate("one => one.tagName") == "TEXTAREA"
    page.close()


def test_editor_is_labelled_and_writes_back(show: Callable[..., Any]) -> None:
    page = show(gallery(DESK))
    area = page.get_by_role("textbox", name="正文")
    area.click()
    page.keyboard.type("第一段")
    page.get_by_role("button", name="标题").click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="正文", exact=True).click()
    page.keyboard.type("第二段")
    page.get_by_role("button", name="检查并送审").focus()
    saved = page.evaluate("document.getElementById('id_body_source').value")
    assert saved == "<h3>第一段</h3><p>第二段</p>"
    page.close()


def test_everything_is_reached_by_keyboard(show: Callable[..., Any]) -> None:
    page = show(gallery("ui/portal_base.html"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_title"
    page.close()
