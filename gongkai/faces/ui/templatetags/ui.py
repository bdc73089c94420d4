"""The components of both faces as template tags and filters; docs/ui.md shows how to use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import accumulate, zip_longest
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput, Textarea
from django.template import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.faces.ui import assets, dates, masks, pages, sizes, states
from gongkai.faces.ui.charts import NARROW, Chart, draw
from gongkai.faces.ui.forms import wrongs
from gongkai.faces.ui.marked import paragraphs
from gongkai.faces.ui.marks import mark_tags
from gongkai.faces.ui.parts import (
    Check,
    Clock,
    Event,
    Heat,
    Hit,
    Share,
    Sign,
    Stat,
    Stopped,
    Tag,
    Task,
    Work,
)

register = template.Library()
register.filter("cn_date", dates.cn_date)
register.filter("cn_day", dates.cn_day)
register.filter("file_size", sizes.file_size)
register.filter("mask", masks.mask)
register.simple_tag(assets.address, name="asset")

Context = dict[str, Any]
Segments = Sequence[tuple[str, str]]


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-09-14, in China; "" for no day. Long lists are full of days."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value:%Y-%m-%d}" if value else ""


@register.filter
def minute(moment: datetime) -> str:
    """2026-09-14 09:30, in China."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@register.filter
def day_or_minute(value: date | datetime) -> str:
    """A day as 2026-09-14, a moment with its minute."""
    return minute(value) if isinstance(value, datetime) else value.isoformat()


@register.filter
def machine_time(value: date | datetime) -> str:
    """The value of a `datetime` attribute."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat()


@register.simple_tag
def tag(kind: str, word: str) -> SafeString:
    return Tag(kind, word).__str__()


@register.simple_tag
def state(code: str) -> SafeString:
    return states.tag_of(code).__str__()


@register.inclusion_tag("ui/parts/marks.html")
def marks(publication: Any) -> Context:
    """The marks that a publication bears for ever, as tags."""
    return {"tags": mark_tags(publication)}


@register.inclusion_tag("ui/parts/clock.html")
def clock(remaining: int, due: date | None = None, unit: str = "workdays") -> Context:
    return {"clock": Clock(remaining, due, unit)}


@register.inclusion_tag("ui/parts/clock.html")
def clock_stopped(kind: str, text: str, due: date | None = None) -> Context:
    return {"clock": Stopped(kind, text, due)}


@register.inclusion_tag("ui/parts/crumbs.html")
def crumbs(*labels_and_urls: str) -> Context:
    """Label, url, label, url … and the label of this page."""
    labels, urls = labels_and_urls[::2], labels_and_urls[1::2]
    return {"trail": list(zip_longest(labels, urls, fillvalue=""))}


@register.inclusion_tag("ui/parts/note.html")
def note(kind: str, text: str, title: str = "") -> Context:
    return {"kind": kind, "text": text, "title": title}


@register.inclusion_tag("ui/parts/empty.html")
def empty(text: str, url: str = "", label: str = "") -> Context:
    return {"text": text, "url": url, "label": label}


@register.inclusion_tag("ui/parts/stats.html")
def stats(figures: Sequence[Stat]) -> Context:
    return {"stats": figures}


@register.inclusion_tag("ui/parts/bar.html")
def bar(shares: Sequence[Share], what: str, unit: str = "项") -> Context:
    """A bar of parts; `what` is counted, in `unit`."""
    total = sum(share.count for share in shares)
    parts = "，".join(f"{share.label} {share.count} {unit}" for share in shares)
    starts = accumulate((share.count for share in shares), initial=0)
    return {
        "shares": list(zip(shares, starts, strict=False)),
        "total": total or 1,
        "said": f"{total} {unit}{what}：{parts}",
        "unit": unit,
    }


@register.inclusion_tag("ui/parts/meta.html")
def meta_table(pairs: Sequence[tuple[str, object]], caption: str = "文件信息") -> Context:
    """The official data of a document, two pairs a row."""
    return {"rows": [pairs[i : i + 2] for i in range(0, len(pairs), 2)], "caption": caption}


@register.inclusion_tag("ui/parts/work.html")
def work_rows(rows: Iterable[Work]) -> Context:
    return {"rows": rows}


@register.inclusion_tag("ui/parts/tasks.html")
def task_rows(rows: Iterable[Task]) -> Context:
    return {"rows": rows}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(events: Iterable[Event]) -> Context:
    return {"events": events}


@register.inclusion_tag("ui/parts/steps.html")
def steps(names: Sequence[str], current: int) -> Context:
    """The pages of a long form; `current` counts from 1."""
    return {"steps": names, "current": current}


@register.inclusion_tag("ui/parts/errors.html")
def errors(form: BaseForm | None, act: str = "保存", sentences: Sequence[str] = ()) -> Context:
    """All that is wrong, on top and linked to its field; `sentences` are those of an action."""
    found = wrongs(form) if form is not None else []
    return {"wrongs": [*found, *((text, "") for text in sentences)], "act": act}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, full: bool = False) -> Context:
    """One field; texts and groups of choices take the whole row of a grid of fields."""
    widget = bound.field.widget
    return {
        "field": bound,
        "group": widget.use_fieldset and not bound.is_hidden,
        "tick": isinstance(widget, CheckboxInput),
        "described": bound.aria_describedby,
        "full": full or widget.use_fieldset or isinstance(widget, Textarea),
    }


@register.inclusion_tag("ui/parts/fields.html")
def fields(form: BaseForm) -> Context:
    return {"form": form}


@register.inclusion_tag("ui/parts/pager.html", takes_context=True)
def pager(context: RequestContext, page: Page[Any]) -> Context:
    return pages.links(page, context["request"].GET)


@register.inclusion_tag("ui/parts/diff.html")
def diff(segments: Sequence[Segments]) -> Context:
    """Paragraphs of (kind, text) with kind same, ins or del; the changed ones get an id c1, c2 …"""
    numbered, number = [], 0
    for parts in segments:
        changed = any(kind != "same" for kind, _ in parts)
        number += changed
        numbered.append((number if changed else 0, parts))
    return {"paragraphs": numbered}


@register.inclusion_tag("ui/parts/paper.html")
def paper(text: str, marks: Sequence[Hit], title: str = "") -> Context:
    return {"lines": paragraphs(text, marks), "title": title}


@register.inclusion_tag("ui/parts/hits.html")
def hits(marks: Sequence[Hit]) -> Context:
    return {"hits": marks}


@register.inclusion_tag("ui/parts/signs.html")
def signs(who: Iterable[Sign]) -> Context:
    return {"signs": who}


@register.inclusion_tag("ui/parts/checks.html")
def checks(done: Iterable[Check]) -> Context:
    return {"checks": done}


@register.inclusion_tag("ui/parts/chart.html")
def chart(what: Chart) -> Context:
    return {"wide": draw(what), "narrow": draw(what, NARROW)}


@register.inclusion_tag("ui/parts/heat.html")
def heat(table: Heat) -> Context:
    return {"heat": table}


# The tags of the page head are those of 政府网站发展指引 附件 网页标签.
@register.inclusion_tag("ui/parts/column_meta.html")
def column_meta(name: str, type: str, description: str, keywords: str) -> Context:
    return {"name": name, "type": type, "description": description, "keywords": keywords}


@register.inclusion_tag("ui/parts/article_meta.html", takes_context=True)
def article_meta(
    context: Context,
    *,
    title: str,
    published_at: datetime,
    source: str,
    column: str,
    type: str,
    keywords: str = "",
    description: str = "",
    url: str = "",
) -> Context:
    return {
        "title": title,
        "published_at": published_at,
        "source": source,
        "column": column,
        "type": type,
        "keywords": keywords,
        "description": description,
        "url": context["request"].build_absolute_uri(url) if url else "",
    }


@register.simple_tag
def feed_link(title: str, name: str, *args: str) -> str:
    """The link in a head that offers readers a feed; `name` and `args` are its address."""
    form = '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">\n'
    return format_html(form, title, reverse(name, args=args))
