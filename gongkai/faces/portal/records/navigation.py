"""The left navigation of the platform: four columns, the items below the third, and the entry.

Its form is the same everywhere (国办公开办函〔2019〕61号): 指南, 制度, 法定主动公开内容, 年报, and
依申请公开.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from gongkai.faces.ui.nav import address
from gongkai.rules.catalogue import GENERAL_LEVELS, ITEMS, Item, columns, short_name
from gongkai.rules.columns import COLUMNS, CONTENT, PLATFORM
from gongkai.work.org.models.organisation import Organisation
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.catalogue import Branch

FOI = "portal:foi"


@dataclass(frozen=True)
class Entry:
    """One line; without `count` it leads to a page that counts nothing."""

    label: str
    title: str
    url: str
    count: int | None = None
    current: bool = False
    children: Sequence[Entry] = ()


@dataclass(frozen=True)
class Reader:
    """Where the reader is: whose information is shown, and the way down to the item."""

    organisation: Organisation | None
    way: Sequence[Branch]

    @property
    def here(self) -> str:
        """The code of the item that is shown; that of the whole content where there is none."""
        return self.way[-1].item.code if self.way else CONTENT

    @property
    def in_column(self) -> bool:
        """True in a column beside the content, where the items would only be in the way."""
        return self.here in COLUMNS

    @property
    def keep(self) -> str:
        """What keeps the organisation chosen on the way to the next page."""
        return f"?organisation={self.organisation.code}" if self.organisation else ""

    def is_open(self, branch: Branch) -> bool:
        return branch in self.way


def entries(branches: Sequence[Branch], reader: Reader) -> list[Entry]:
    """The whole navigation for this reader; the branches have all columns among them."""
    by_code = {one.item.code: one for one in branches}
    found = [
        _content(branches, reader) if code == CONTENT else _entry(by_code[code], reader)
        for code in PLATFORM
    ]
    foi = address(FOI)
    return [*found, Entry("依申请公开", "依申请公开", f"{foi}{reader.keep}")] if foi else found


def with_columns(branches: Sequence[Branch]) -> list[Branch]:
    """The catalogue with all columns of the platform, empty where nobody has set them up yet."""
    known = {one.item.code for one in branches}
    missing = [one for one in columns() if one.code not in known]
    return [*branches, *(Branch(_unfilled(one), (), 0, None) for one in missing)]


def _unfilled(column: Item) -> CatalogueItem:
    return CatalogueItem(
        code=column.code, name=column.name, basis=column.basis, verified=column.verified
    )


def of_content(branches: Iterable[Branch]) -> list[Branch]:
    """The branches that are items of the catalogue, without the columns beside them."""
    return [one for one in branches if one.item.code not in COLUMNS]


def _content(branches: Sequence[Branch], reader: Reader) -> Entry:
    content = of_content(branches)
    name = ITEMS[CONTENT].name
    return Entry(
        name,
        name,
        reverse("portal:catalogue") + reader.keep,
        sum(one.count for one in content),
        reader.here == CONTENT,
        [] if reader.in_column else [line for one in content for line in _group(one, reader)],
    )


def _group(branch: Branch, reader: Reader) -> list[Entry]:
    """The items of article 20 stand for themselves, every other group under its own name."""
    if branch.item.code == CONTENT:
        return [_entry(one, reader) for one in branch.children]
    organisation, code = reader.organisation, branch.item.code
    level = "town" if _is_town(organisation) else "county"
    # Of the place as a whole both are asked; those of its towns are one click away.
    opened = code in GENERAL_LEVELS[level]
    asked = opened or (organisation is None and code in GENERAL_LEVELS["town"])
    shown = asked or branch.count or code not in ITEMS or reader.is_open(branch)
    return [_entry(branch, reader, opened=opened)] if shown else []


def _is_town(organisation: Organisation | None) -> bool:
    return organisation is not None and organisation.kind == Organisation.Kind.TOWN


def _entry(branch: Branch, reader: Reader, *, opened: bool = False) -> Entry:
    item = branch.item
    inside = opened or reader.is_open(branch)
    return Entry(
        short_name(item.code, item.name),
        item.name,
        reverse("portal:catalogue_item", args=[item.code]) + reader.keep,
        branch.count,
        reader.here == item.code,
        [_entry(one, reader) for one in branch.children] if inside else (),
    )
