"""Items of an organisation: their periods and changes, and what is done about them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from gongkai.faces.desk.acts import carry_out
from gongkai.faces.desk.currency.forms import ChangeForm, ItemForm, NothingForm
from gongkai.faces.desk.currency.gates import item_of, own_places, place_of, require
from gongkai.faces.desk.currency.pages import item_page, item_row, items_page, stats_of
from gongkai.faces.desk.currency.words import TAGS
from gongkai.faces.desk.records.gates import office_day
from gongkai.faces.ui.errors import refused
from gongkai.rules.currency import State, label_of
from gongkai.work.journal.deeds import Refused
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.actions.currency import note_change, state_nothing
from gongkai.work.records.actions.draft import edit, start
from gongkai.work.records.queries import choices
from gongkai.work.records.queries.kept import kept_items
from gongkai.work.records.queries.own_items import OwnItem, all_items

ROWS = 50
_DRAFTS = "只有本单位的信息员可以起草信息。"
_NOTES = "变更由本单位的信息员、负责人或政务公开办登记。"
_SIGNS = "本期无此类信息由本单位负责人或三审人员署名声明。"


def items(request: HttpRequest) -> HttpResponse:
    """The items of one's own organisation; the office goes to those of all."""
    places = own_places(request)
    if not places:
        return redirect("desk:items_all")
    return redirect("desk:items_of", places[0].code)


def items_of(request: HttpRequest, code: str) -> HttpResponse:
    """The items of one organisation."""
    person, on, place = place_of(request, code)
    mine = own_places(request)
    context = {"page": items_page(person, place, on), "places": mine if len(mine) > 1 else []}
    return render(request, "desk/currency/items.html", context)


def item(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """One item of one organisation with all its periods and changes."""
    person, on, place = place_of(request, code)
    context = {"page": item_page(person, place, item_of(item), on)}
    return render(request, "desk/currency/item.html", context)


@require_POST
def draft(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Begin a record under the item: for a period (`from_on`), or for a change (`formed_on`)."""
    person, on, place = place_of(request, code)
    require(person, "record.draft", place, on, _DRAFTS)
    under = item_of(item)
    if not choices.items([place]).filter(pk=under.pk).exists():
        messages.info(request, "这一项不能直接放信息，请在下面选更细的一项。")
        return redirect("desk:record_new")
    fields: dict[str, Any] = {
        "covers_from": _day(request, "from_on"),
        "formed_on": _day(request, "formed_on"),
        "matter": request.POST.get("matter", ""),
    }
    fields = {name: value for name, value in fields.items() if value}
    at = timezone.now()
    try:
        record = start(organisation=place, item=under, by=person, at=at)
        if fields:
            edit(record=record, by=person, at=at, **fields)
    except Refused as refusal:
        return refused(request, refusal, back=reverse("desk:item_of", args=[code, item]))
    return redirect("desk:record_edit", record.pk)


def change_where(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the item under which something changed."""
    person, on, place = place_of(request, code)
    require(person, "item.note_change", place, on, _NOTES)
    form = ItemForm(request.GET if "item" in request.GET else None, organisation=place)
    if form.is_bound and form.is_valid():
        return redirect("desk:item_change", code, form.cleaned_data["item"].code)
    return render(request, "desk/currency/change_where.html", {"form": form, "place": place})


def change(request: HttpRequest, code: str, item: str) -> HttpResponse:
    """Note that something was formed or changed under the item."""
    person, on, place = place_of(request, code)
    require(person, "item.note_change", place, on, _NOTES)
    under = item_of(item)
    form = ChangeForm(request.POST or None, item=under)
    act = partial(note_change, item=under, organisation=place)
    back = reverse("desk:item_of", args=[code, item])
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        answer = carry_out(request, form, act, done="已登记变更，公开期限开始计算。", back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {"form": form, "place": place, "item": under, "sentences": answer, "back": back}
    return render(request, "desk/currency/change.html", context, status=409 if answer else 200)


def nothing(request: HttpRequest, code: str, item: str, from_on: str) -> HttpResponse:
    """Sign that the item had nothing to publish in a period."""
    person, on, place = place_of(request, code)
    require(person, "item.state_nothing", place, on, _SIGNS)
    under, first = item_of(item), _parsed(from_on)
    if first is None:
        raise Http404("period")
    periods = [one for kept in kept_items(on, place, under) for one in kept.ended(on)]
    period = next((one for one in periods if one.from_on == first), None)
    if period is None:
        raise Http404("period")
    form = NothingForm(request.POST or None)
    back = reverse("desk:item_of", args=[code, item])
    answer: HttpResponse | list[str] = []
    if request.method == "POST":
        act = partial(_sign, item=under, organisation=place, from_on=first)
        done = f"已署名声明{label_of(period.from_on, period.until_on)}无此类信息，公众可以查到。"
        answer = carry_out(request, form, act, done=done, back=back)
    if isinstance(answer, HttpResponse):
        return answer
    context = {
        "form": form, "place": place, "item": under, "period": period, "back": back,
        "person": person, "sentences": answer,
    }  # fmt: skip
    return render(request, "desk/currency/nothing.html", context, status=409 if answer else 200)


def _sign(*, signed: bool, **given: Any) -> object:
    """The box that was ticked is no part of the statement; it had to be ticked."""
    assert signed
    return state_nothing(**given)


def everywhere(request: HttpRequest) -> HttpResponse:
    """The items of all organisations: whose periods and changes wait, and since when."""
    on = office_day(request)
    every = all_items(on)
    asked = {name: _asked(request, name) for name in ("organisation", "state", "words")}
    found = sorted((one for one in every if _is_asked(one, asked)), key=_urgency)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {
        "stats": stats_of(every),
        "page": page,
        "rows": [item_row(one, on) for one in page],
        "asked": asked,
        "organisations": _organisations(every),
        "states": [(state.value, TAGS[state].word) for state in State],
    }
    return render(request, "desk/currency/all.html", context)


def _organisations(every: list[OwnItem]) -> list[Organisation]:
    return list(dict.fromkeys(one.organisation for one in every))


def _urgency(one: OwnItem) -> tuple[bool, bool]:
    """What is over its day comes first, then what is not yet."""
    return State.OVERDUE not in one.states, State.DUE not in one.states


def _is_asked(one: OwnItem, asked: dict[str, str]) -> bool:
    return (
        asked["organisation"] in {"", one.organisation.code}
        and (not asked["state"] or asked["state"] in one.states)
        and all(word in f"{one.item.code} {one.item.name}" for word in asked["words"].split())
    )


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "").strip()


def _day(request: HttpRequest, name: str) -> date | None:
    return _parsed(request.POST.get(name, ""))


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
