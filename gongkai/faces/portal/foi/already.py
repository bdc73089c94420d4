"""What is public already on the subject of a request, before it is sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.rules.foi.alike import kernel
from gongkai.rules.foi.land import LAND_ITEMS, is_about_land
from gongkai.rules.segmentation.keys import document_numbers
from gongkai.rules.segmentation.normal import normal
from gongkai.rules.segmentation.snippet import Piece, marked, snippet
from gongkai.rules.segmentation.words import words
from gongkai.work.records.models.catalogue import CatalogueItem
from gongkai.work.records.queries.shelves import Publication
from gongkai.work.search.queries.results import Asked, search
from gongkai.work.search.queries.shown import Shown, shown

_MOST, _LOOKED_AT = 6, 20
# Of the words of a request so many must stand in a document for it to be offered.
_SHARE = 0.5


@dataclass(frozen=True)
class Found:
    """A public document, with the passage that may be what is wanted."""

    publication: Publication
    title: Sequence[Piece]
    text: Sequence[Piece]


@dataclass(frozen=True)
class Already:
    """`of_project`: published of the taking of land that the text names; `others`: the rest."""

    of_project: Sequence[Found]
    others: Sequence[Found]

    def __bool__(self) -> bool:
        return bool(self.of_project or self.others)


def already_public(wanted: str, number: str, on: date) -> Already:
    """Look for what the text is about. At most two searches, however long it is."""
    text, mine = f"{number} {wanted}", kernel(wanted)
    said = [one for one in words(text) if one in mine and len(one) > 1]
    question = " ".join([*_numbers(text), *dict.fromkeys(said)])
    of_project = _of_project(question, said, on) if is_about_land(wanted) else []
    seen = {one.publication.pk for one in of_project}
    looked = _looked_up(Asked(question), on)
    fits = [one for one in looked if _is_near(one, said, number)]
    others = [_found(one, said) for one in fits if one.publication.pk not in seen]
    return Already(of_project, others[:_MOST])


def _of_project(question: str, said: Sequence[str], on: date) -> list[Found]:
    items = CatalogueItem.objects.filter(code__in=LAND_ITEMS).values_list("pk", flat=True)
    asked = Asked(question, narrow={"item": list(items)})
    return [_found(one, said) for one in _looked_up(asked, on)[:_MOST]] if items else []


def _looked_up(asked: Asked, on: date) -> list[Shown]:
    return shown(search(asked, on).hits[:_LOOKED_AT]) if asked.text.strip() else []


def _numbers(text: str) -> list[str]:
    plain = normal(text)
    return [plain[one.start : one.end] for one in document_numbers(plain)]


def _is_near(one: Shown, said: Collection[str], number: str) -> bool:
    """It bears the number asked for, or holds half of the words that matter."""
    document = one.publication.version.document_number
    if number and document and normal(number).replace(" ", "") == normal(document):
        return True
    text, wanted = normal(f"{one.publication.title} {one.text}"), set(said)
    held = sum(word in text for word in wanted)
    return bool(wanted) and held >= max(1, round(len(wanted) * _SHARE))


def _found(one: Shown, said: Sequence[str]) -> Found:
    version = one.publication.version
    text = snippet(one.text, said) if one.text else marked(version.summary, said)
    return Found(one.publication, marked(one.publication.title, said), text)
