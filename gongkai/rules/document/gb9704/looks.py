"""What paper and type look like, against what the standard says of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from gongkai.rules.document.gb9704.levels import Level
from gongkai.rules.document.gb9704.lines import Line
from gongkai.rules.document.gb9704.notes import Note, note
from gongkai.rules.document.gb9704.paper import WordPaper
from gongkai.rules.document.gb9704.words import DATA

Look = TypeVar("Look", str, float)
_FORM = DATA["form"]
_LEVEL_FACES = {1: ("first_type", "first_faces"), 2: ("second_type", "second_faces")}
_NAMES = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二",
    16.0: "三号", 15.0: "小三", 14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五",
}  # fmt: skip


def paper_notes(paper: WordPaper) -> Iterator[Note]:
    """A4 either way up; what the file does not say is not judged."""
    size = sorted((paper.width, paper.height))
    apart = max(abs(a - b) for a, b in zip(size, _FORM["paper"], strict=True))
    if size[0] and apart > _FORM["paper_tolerance"]:
        yield note("paper_size", width=round(paper.width), height=round(paper.height))


def type_notes(
    title: Sequence[Line], text: Sequence[Line], levels: Sequence[Level]
) -> Iterator[Note]:
    """Face and size of the title, the text and its headings."""
    yield from _type("title_type", title, _FORM["title_faces"], _FORM["title_points"])
    numbered = {one.at: one.depth for one in levels}
    running = [line for line in text if numbered.get(line.at, 3) > 2 and not line.is_in_table]  # noqa: PLR2004
    yield from _type("text_type", running, _FORM["text_faces"], _FORM["text_points"])
    for depth, (code, faces) in _LEVEL_FACES.items():
        heads = [line for line in text if numbered.get(line.at) == depth]
        yield from _type(code, heads, _FORM[faces], [])


def _type(
    code: str, lines: Sequence[Line], faces: Sequence[str], points: Sequence[float]
) -> Iterator[Note]:
    """One note if most of the lines' characters are of another face or size."""
    face = _usual((line.paragraph.face, len(line.plain)) for line in lines) or ""
    size = _usual((line.paragraph.size, len(line.plain)) for line in lines) or 0.0
    wrong_face = bool(face) and not any(one in face.lower() for one in faces)
    wrong_size = bool(size) and bool(points) and size not in points
    if wrong_face or wrong_size:
        named = [face] if face else []
        if size and points:
            named.append(f"{_NAMES[size]}" if size in _NAMES else f"{size:g} 磅")
        yield note(code, at=lines[0].at, found="，".join(named))


def _usual(weighed: Iterable[tuple[Look, int]]) -> Look | None:
    """What most characters have."""
    counted: Counter[Look] = Counter()
    for look, weight in weighed:
        counted[look] += weight
    return counted.most_common(1)[0][0] if counted else None
