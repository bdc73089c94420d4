"""Charts and tables on a telephone: what they say can be read there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gongkai.faces.ui.charts import Chart, Series
from tests.faces.ui.drawn import draw

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

from tests.faces.ui.browser import CHROMIUM, browser  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"),
]
SMALLEST = 10.5
PAGE = """{% extends "ui/{{ base }}_base.html" %}{% load ui %}{% block main %}
{% for one in charts %}{% chart one %}{% endfor %}
<div class="scroll" role="region" aria-label="表" tabindex="0"><table class="dense">
<caption class="vh">表</caption><thead><tr><th scope="col" class="n">名次</th>
<th scope="col">单位</th><th scope="col">得分</th><th scope="col">等次</th></tr></thead><tbody>
<tr><td class="n">1</td><th scope="row">人力资源社会保障局</th><td>98.5</td><td>优秀</td></tr>
</tbody></table></div>{% endblock %}"""
# The drawing that is shown, and how large its letters are on the screen.
LETTERS = """() => [...document.querySelectorAll('.chart')].map(figure => {
  const shown = [...figure.querySelectorAll('svg')].filter(one => one.clientWidth > 0);
  return [shown.map(one => one.getAttribute('class')),
          13 * shown[0].clientWidth / shown[0].viewBox.baseVal.width];
})"""
UNIT = "document.querySelector('tbody th').getBoundingClientRect().width"


@pytest.fixture(scope="module")
def show() -> Iterator[Callable[..., Any]]:
    with browser() as opened:
        yield opened


def page(base: str) -> str:
    labels = [f"{month}月" for month in range(1, 13)]
    values = [80 + month for month in range(1, 13)]
    charts = [
        Chart(kind, "话", "月份", labels, [Series("得分", values)], kind)
        for kind in ("bar", "rows", "line")
    ]
    return draw(PAGE.replace("{{ base }}", base), charts=charts)


@pytest.mark.parametrize("base", ["portal", "desk"])
def test_letters_of_charts_can_be_read_in_every_width(show: Callable[..., Any], base: str) -> None:
    opened = show(page(base), width=360)
    for width in (320, 360, 600, 1280):
        opened.set_viewport_size({"width": width, "height": 900})
        found = opened.evaluate(LETTERS)
        assert [len(shown) for shown, _ in found] == [1, 1, 1]
        assert min(size for _, size in found) >= SMALLEST
        assert max(size for _, size in found) < 21
        assert opened.evaluate("document.documentElement.scrollWidth") == width
    assert opened.evaluate(LETTERS)[0][0] == ["wide"]
    opened.close()


def test_the_name_of_a_unit_has_room_beside_its_figures(show: Callable[..., Any]) -> None:
    opened = show(page("desk"), width=360)
    # Nine characters stand in two lines, not in four.
    assert opened.evaluate(UNIT) >= 100
    height = opened.evaluate("document.querySelector('tbody th').getBoundingClientRect().height")
    assert height < 70
    opened.close()
