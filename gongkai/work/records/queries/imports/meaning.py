"""Whom and what the words of a source mean: organisations and items of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from gongkai.rules.catalogue import ITEMS
from gongkai.rules.columns import column_of
from gongkai.rules.imports.values import shown
from gongkai.work.ledger.queries.names import Directory
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem

OTHER_ITEM = "P20-15"
"""Where documents go of which the source does not say under which item they belong."""


class Unmeant(ValueError):
    """A word that means nothing here, or more than one thing; `reason` says so in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Organisations:
    """Organisations by their codes and by every name that they bear or bore; each asked once."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._directory = Directory()
        self._by_code = {one.code: one for one in self._directory.organisations}
        self._known: dict[str, Organisation | Unmeant] = {}

    def of(self, text: str) -> Organisation:
        """The organisation that the text means; raises Unmeant."""
        found = self._known.get(text) or self._known.setdefault(text, self._read(text))
        if isinstance(found, Unmeant):
            raise found
        return found

    def of_issuer(self, text: str) -> Organisation | None:
        """The organisation that issued, if it is one of ours without any doubt."""
        try:
            return self.of(text)
        except Unmeant:
            return None

    def _read(self, text: str) -> Organisation | Unmeant:
        if text in self._by_code:
            return self._by_code[text]
        found = self._directory.match(text, self._on)
        if found.organisation is not None:
            return found.organisation
        if found.note == "ambiguous":
            names = "、".join(one.name for one in found.candidates)
            return Unmeant(f"“{shown(text)}”指的不止一个单位：{names}。请写全称或代码。")
        if found.note == "dissolved":
            return Unmeant(f"“{shown(text)}”已经撤销，没有登记承接单位。请写承接它的单位。")
        return Unmeant(f"没有“{shown(text)}”这个公开单位。请核对名称，或先建立这个单位。")


class Items:
    """The items of the catalogue by their codes and names."""

    def __init__(self, on: date) -> None:
        self._by_code: dict[str, CatalogueItem] = {}
        self._by_name: dict[str, list[CatalogueItem]] = defaultdict(list)
        # Before the catalogue is set up the law's own items are what it will hold.
        for one in list(CatalogueItem.objects.all()) or _of_the_law():
            if one.ended_on is None or one.ended_on > on:
                self._by_code[one.code.casefold()] = one
                self._by_name["".join(one.name.split())].append(one)

    def of(self, text: str) -> CatalogueItem:
        """The item that the text means; raises Unmeant."""
        found = self._by_code.get(text.casefold())
        if found is not None:
            return _unless_column(found)
        named = self._by_name.get("".join(text.split()), [])
        if len(named) > 1:
            codes = "、".join(one.code for one in named)
            raise Unmeant(f"目录事项“{shown(text)}”有 {len(named)} 项：{codes}。请写代码。")
        if not named:
            raise Unmeant(f"公开目录里没有“{shown(text)}”这个事项。请写目录里的名称或代码。")
        return _unless_column(named[0])

    def other(self) -> CatalogueItem:
        """The item for what no other item is told of; raises Unmeant where there is none."""
        found = self._by_code.get(OTHER_ITEM.casefold())
        if found is None:
            raise Unmeant("没有写目录事项。请补上目录事项的名称或代码。")
        return found


def _unless_column(item: CatalogueItem) -> CatalogueItem:
    """The item, unless it is a column that asks for fields which no table has."""
    if column_of(item.code) is not None:
        raise Unmeant(f"“{item.name}”要按栏目的要素填写，不能批量导入。请在工作台填写。")
    return item


def _of_the_law() -> list[CatalogueItem]:
    return [
        CatalogueItem(code=one.code, name=one.name, basis=one.basis, workdays=one.workdays)
        for one in ITEMS.values()
    ]
