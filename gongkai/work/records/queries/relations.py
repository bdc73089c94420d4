"""What documents do to each other, as far as both are public, and what follows for validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q

from gongkai.rules.document import RELATIONS, Effect, Touch, effect_on
from gongkai.work.journal.deeds import Refused
from gongkai.work.records.models.publication import Publication
from gongkai.work.records.models.record import Version
from gongkai.work.records.models.relation import Relation
from gongkai.work.records.queries.public import live

_SHOWN = 5


@dataclass(frozen=True)
class Link:
    """One document named by another: how, and what it is; `is_public` where it can be opened.

    What is not public has no title here, as that may be why it was withdrawn.
    """

    kind: str
    index_number: str
    title: str
    is_public: bool

    @property
    def word(self) -> str:
        return RELATIONS[self.kind]

    @property
    def named(self) -> str:
        """The document as a sentence names it."""
        gone = f"索引号 {self.index_number} 的文件（已不公开）"
        return f"《{self.title}》" if self.is_public else gone


def links_of(version: Version) -> list[Link]:
    """What the version names, in the order in which it was added. One query."""
    rows = version.relations.select_related("target__live").order_by("id")
    return [_link(one) for one in rows]


def touches(records: Iterable[int]) -> dict[int, list[Touch]]:
    """For each of the records what public documents do to it, the oldest first. One query.

    A document takes effect on its 实施日期, or else on the day it first became public.
    """
    rows = (
        Relation.objects.filter(target__in=list(records))
        .filter(version__publication__record__live=F("version__publication"))
        .annotate(first_on=Min("version__record__publications__published_on"))
        .order_by("first_on", "id")
        .values_list(
            "target_id", "kind", "version__effective_on", "first_on", "version__title",
            "version__record__index_number",
        )
    )  # fmt: skip
    found: dict[int, list[Touch]] = defaultdict(list)
    for target, kind, effective_on, first_on, title, number in rows:
        found[target].append(Touch(kind, effective_on or first_on, title, number or ""))
    return found


def effect_of(version: Version, on: date, touched: Sequence[Touch] | None = None) -> Effect:
    """The validity of the version on that day; `touched` spares the query in lists."""
    by = touches([version.record_id])[version.record_id] if touched is None else touched
    return effect_on(
        on, effective_on=version.effective_on, expires_on=version.expires_on, touches=by
    )


def meant_by(text: str) -> Publication:
    """The one public document with that index number, document number or title.

    Refused unless there is exactly one: a relation to a wrong document would end a right one.
    """
    asked = " ".join(text.split()).removeprefix("《").removesuffix("》")
    if not asked:
        raise Refused("relation_without_target")
    exact = Q(index_number=asked) | Q(version__document_number=asked) | Q(title=asked)
    found = list(live().filter(exact)[: _SHOWN + 1])
    found = found or list(live().filter(title__icontains=asked)[: _SHOWN + 1])
    if not found:
        raise Refused("relation_unknown", text=asked)
    if len(found) > 1:
        titles = [f"《{one.title}》（{one.index_number}）" for one in found[:_SHOWN]]
        raise Refused("relation_ambiguous", text=asked, titles=titles)
    return found[0]


def _link(one: Relation) -> Link:
    target = one.target
    title = target.live.title if target.live is not None else ""
    return Link(one.kind, target.index_number or "", title, target.live is not None)
