"""What changed under items and has to be published: noted by people, or told by the organisation.

A new name or another head of an organisation changes what 条例 第二十条第（二）项 has to say. Both
are read from the organisation itself, so nobody has to remember to note them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.rules.currency import holder_changes
from gongkai.rules.disclosure_terms import Due, due_for
from gongkai.work.journal.deeds import day_of
from gongkai.work.journal.models.log import LogEntry
from gongkai.work.org.models.organisation import Name, Organisation
from gongkai.work.org.models.person import Post
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.models.currency import ItemChange
from gongkai.work.records.queries.terms import Line, line_of, lines

# 机关职能、机构设置、…、负责人姓名.
FUNCTIONS = "P20-02"
_DAY = timedelta(days=1)
# Others do not answer under 条例 第二条 for functions of their own.
_ORGANS = (Organisation.Kind.DISTRICT, Organisation.Kind.DEPARTMENT, Organisation.Kind.TOWN)


@dataclass(frozen=True)
class Change:
    """Something formed or changed under an item. `key` names it for ever; `noted` is its row, if
    somebody noted it."""

    key: str
    item: CatalogueItem
    organisation: Organisation
    what: str
    formed_on: date
    due: Due
    noted: ItemChange | None = None

    @property
    def due_on(self) -> date:
        return self.noted.due_on if self.noted is not None else self.due.on


def changes(
    on: date, organisation: Organisation | None = None, item: CatalogueItem | None = None
) -> list[Change]:
    """All that changed and was known by the end of that day, the first due first; six queries."""
    line = lines()
    noted = [*_noted(on, organisation, item, line)]
    told = [*_told(on, organisation)] if item is None or item.code == FUNCTIONS else []
    known = {
        (one.organisation.pk, one.formed_on) for one in noted if FUNCTIONS in line[one.item.pk]
    }
    # What was noted by hand besides is the same change.
    new = [one for one in told if (one.organisation.pk, one.formed_on) not in known]
    return sorted([*noted, *new], key=lambda one: (one.due_on, one.key))


def _noted(
    on: date,
    organisation: Organisation | None,
    item: CatalogueItem | None,
    line: Mapping[int, Line],
) -> Iterator[Change]:
    rows = ItemChange.objects.select_related("item", "organisation", "noted_by")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if item is not None:
        rows = rows.filter(item=item)
    for row in rows:
        if day_of(row.noted_at) <= on:
            # Whether it is new or changed is not told; a yearly day that is over binds no more.
            due = due_for(
                row.formed_on, codes=line[row.item_id], matter=row.matter,
                workdays=row.item.workdays, revises=True,
            )  # fmt: skip
            yield Change(str(row.pk), row.item, row.organisation, row.what, row.formed_on, due, row)


def _told(on: date, organisation: Organisation | None) -> Iterator[Change]:
    """What the names and the heads of organisations tell; nothing from before the log began."""
    item = CatalogueItem.objects.filter(code=FUNCTIONS).select_related("parent").first()
    first = LogEntry.objects.order_by("sequence").first()
    if item is None or first is None:
        return
    line, since = line_of(item), day_of(first.at)
    found: dict[tuple[Organisation, date], list[str]] = defaultdict(list)
    for one, what, day in [*_renamed(on, organisation), *_headed(on, organisation)]:
        if since < day <= on and _exists(one, day):
            found[one, day].append(what)
    for (one, day), texts in found.items():
        due = due_for(day, codes=line, workdays=item.workdays)
        yield Change(f"{FUNCTIONS}:{one.pk}:{day}", item, one, "；".join(texts), day, due)


def _exists(one: Organisation, day: date) -> bool:
    return one.kind in _ORGANS and (one.active_until is None or day < one.active_until)


def _renamed(
    on: date, organisation: Organisation | None
) -> Iterator[tuple[Organisation, str, date]]:
    former = Name.objects.filter(kind=Name.Kind.FORMER, until_on__lt=on)
    if organisation is not None:
        former = former.filter(organisation=organisation)
    for name in former.select_related("organisation").order_by("until_on", "pk"):
        assert name.until_on is not None
        yield name.organisation, f"机构名称变更，原名“{name.text}”", name.until_on + _DAY


def _headed(
    on: date, organisation: Organisation | None
) -> Iterator[tuple[Organisation, str, date]]:
    heads = Post.objects.filter(role=Post.Role.HEAD, stands_in_for=None, from_on__lte=on)
    if organisation is not None:
        heads = heads.filter(organisation=organisation)
    held: dict[int, list[Post]] = defaultdict(list)
    for post in heads.select_related("organisation").order_by("from_on", "pk"):
        held[post.organisation_id].append(post)
    for posts in held.values():
        for day in holder_changes((one.person_id, one.from_on, one.until_on) for one in posts):
            yield posts[0].organisation, "负责人变更", day
