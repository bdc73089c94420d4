"""What must be disclosed without being asked, item by item, and the columns beside the items."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

GENERAL_LEVELS = {"county": ("P20", "P21-county"), "town": ("P20", "P21-town")}
LAW, COLUMN = "law", "column"


class UnknownItem(LookupError):
    """No item of the catalogue has this code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Item:
    """An item or a group of items; a group has no parent. `workdays` is the general term.

    `kind` is `law`, or `column` for a column of the platform that no list of items is under.
    """

    code: str
    parent: str | None
    name: str
    basis: str
    workdays: int
    verified: bool
    kind: str = LAW


@dataclass(frozen=True)
class Term:
    """A term that another law sets for a matter within an item, in the words of a time limit."""

    item: str
    matter: str
    limit: str
    source: str
    verified: bool


def _load() -> dict[str, Any]:
    return tomllib.loads(files("gongkai.rules.data").joinpath("catalogue.toml").read_text("utf-8"))


def _items(group: dict[str, Any], workdays: int) -> Iterator[Item]:
    code, basis, verified = group["code"], group["source"], group["verified"]
    yield Item(code, None, group["name"], basis, workdays, verified, group.get("kind", LAW))
    for own, name, clause in group["items"]:
        yield Item(own, code, name, basis + clause, workdays, verified)


_DATA = _load()
ITEMS = {
    item.code: item
    for group in _DATA["group"]
    for item in _items(group, _DATA["general"]["workdays"])
}
TERMS = tuple(Term(**row) for row in _DATA["term"])
_SHORT: dict[str, str] = _DATA["short"]["names"]


def find_item(code: str) -> Item:
    """Return the item or group with this code. Raises UnknownItem.

    Source: 政府信息公开条例 第二十条, 第二十一条.

    >>> find_item("P20-07").name
    '财政预算、决算信息'
    """
    try:
        return ITEMS[code]
    except KeyError:
        raise UnknownItem(code) from None


def items_of(parent: str | None) -> tuple[Item, ...]:
    """Return the items of a group in the order of the law; of None, the groups of the law.

    Source: 政府信息公开条例 第二十条, 第二十一条; 国办发〔2019〕54号 (unverified).
    """
    if parent is not None:
        find_item(parent)
    return tuple(item for item in ITEMS.values() if item.parent == parent and item.kind == LAW)


def columns() -> tuple[Item, ...]:
    """Return the columns of the platform that stand beside the content itself.

    Source: 国办公开办函〔2019〕61号 (unverified); 政府信息公开条例 第十二条, 第四十九条.

    >>> [column.name for column in columns()]
    ['政府信息公开指南', '政府信息公开制度', '政府信息公开年报']
    """
    return tuple(item for item in ITEMS.values() if item.kind == COLUMN)


def short_name(code: str, name: str) -> str:
    """Return what the item with this code is called where there is little room, else `name`.

    Source: practice of public platforms (unverified).

    >>> short_name("P20-07", "财政预算、决算信息"), short_name("P20-07-01", "部门预算")
    ('财政预算、决算', '部门预算')
    """
    return _SHORT.get(code, name)


def items_for(level: str) -> tuple[Item, ...]:
    """Return what a government of this level, county or town, must disclose.

    Source: 政府信息公开条例 第十九条 至 第二十一条.
    """
    return tuple(item for group in GENERAL_LEVELS[level] for item in items_of(group))


def terms_of(code: str) -> tuple[Term, ...]:
    """Return the special terms within an item; the general term is the item's `workdays`.

    Source: 政府信息公开条例 第二十六条 (法律、法规另有规定的，从其规定).
    """
    find_item(code)
    return tuple(term for term in TERMS if term.item == code)
