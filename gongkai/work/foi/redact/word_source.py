"""What the parts of a Word file share while they are read, and what each keeps for itself."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from gongkai.work.foi.redact.pixels import redrawn
from gongkai.work.foi.redact.word_package import Package
from gongkai.work.foi.redact.word_tags import Element, Properties

NOTES = ("footnote", "endnote")


@dataclass
class Drawn:
    """A picture as it is given: the run that shows it, its bytes, and a hash of what it was."""

    key: str
    run: Element
    part: str
    data: bytes
    extension: str
    width: int
    height: int
    origin: str


@dataclass
class Source:
    """The file that is read. `remarks` counts by kind what is left out besides what is marked.

    Unless it `draws`, pictures are named and not looked at, which saves most of the time.
    """

    package: Package
    properties: Properties
    hidden: frozenset[str]
    draws: bool = True
    remarks: Counter[str] = field(default_factory=Counter)
    pictures: list[Drawn] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in NOTES})


@dataclass
class Part:
    """A part that is read. `fields` are the fields that are open at this place, innermost last."""

    source: Source
    name: str
    relations: dict[str, tuple[str, str]]
    fields: list[list[str]] = field(default_factory=list)

    @property
    def is_code(self) -> bool:
        """True within the code of a field, which nobody sees."""
        return any(state == "code" for state, *_ in self.fields)

    def left_out(self, kind: str) -> None:
        """Count something that does not pass."""
        self.source.remarks[kind] += 1

    def picture(self, relation: str, crop: tuple[int, ...] = ()) -> Drawn | None:
        """The picture behind a relation, drawn anew; None for one that is not there or undrawable.

        Its run is set by whoever makes it.
        """
        name = self.relations.get(relation, ("", ""))[1]
        data = self.source.package.media(name) if name else None
        if not self.source.draws:
            made: tuple[bytes, str, int, int] | None = (b"", "png", 1, 1)
        else:
            made = redrawn(data, crop) if data is not None else None
        if data is None or made is None:
            return None
        key = f"p{len(self.source.pictures) + 1}"
        origin = hashlib.sha256(data).hexdigest()
        drawn = Drawn(key, None, self.name, *made, origin)
        self.source.pictures.append(drawn)
        return drawn
