"""Lines of a PDF page with blanks where the page has them, and columns of prose in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

# Signs this much closer than a line belong to one line: a number may stand between two lines.
_SAME_LINE = 0.75
_APART = 0.9
_FEWEST_PAIRS = 4
_SHORTEST_COLUMN = 8


@dataclass(frozen=True)
class _Piece:
    """Signs of one line that stand close together."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class PlacedLine:
    """A line as it stands on the page: padded with blanks, and how high."""

    text: str
    top: float
    count: int


def placed_lines(chars: list[dict[str, Any]]) -> list[PlacedLine]:
    """Return the lines of a page, every piece at its place counted in half signs."""
    signs = [char for char in chars if str(char["text"]).strip()]
    if not signs:
        return []
    size = usual_size(signs)
    left = min(float(char["x0"]) for char in signs)
    return [_placed(line, left, size) for line in _lines(signs, size)]


def usual_size(chars: list[dict[str, Any]]) -> float:
    """The size of most signs."""
    return float(Counter(round(float(char["size"]), 1) for char in chars).most_common(1)[0][0])


def _lines(signs: list[dict[str, Any]], size: float) -> list[list[dict[str, Any]]]:
    lines: list[list[dict[str, Any]]] = []
    anchor = 0.0
    for char in sorted(signs, key=lambda char: (float(char["bottom"]), float(char["x0"]))):
        if not lines or float(char["bottom"]) - anchor > _SAME_LINE * size:
            lines.append([])
            anchor = float(char["bottom"])
        lines[-1].append(char)
    return lines


def pieces_of(line: list[dict[str, Any]], size: float) -> list[_Piece]:
    """Cut a line where the signs stand apart."""
    pieces: list[_Piece] = []
    for char in sorted(line, key=lambda char: float(char["x0"])):
        text, x0, x1 = str(char["text"]), float(char["x0"]), float(char["x1"])
        if pieces and x0 - pieces[-1].x1 <= _APART * size:
            known = pieces.pop()
            pieces.append(_Piece(known.text + text, known.x0, max(x1, known.x1)))
        else:
            pieces.append(_Piece(text, x0, x1))
    return pieces


def _placed(line: list[dict[str, Any]], left: float, size: float) -> PlacedLine:
    text, width = "", 0
    pieces = pieces_of(line, size)
    for piece in pieces:
        place = round((piece.x0 - left) / (size / 2))
        blanks = max(2 if text else 0, place - width)
        text += " " * blanks + piece.text
        width += blanks + round((piece.x1 - piece.x0) / (size / 2))
    return PlacedLine(text, min(float(char["top"]) for char in line), len(pieces))


def in_reading_order(chars: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Return the text lines of a page set in two columns, left one first; else None.

    Lines above the columns stay above, those below stay below. The right column is moved over
    the left one, so that its indents can be told.
    """
    signs = [char for char in chars if str(char["text"]).strip()]
    if not signs:
        return None
    size = usual_size(signs)
    lines = [(line, pieces_of(line, size)) for line in _lines(signs, size)]
    pairs = [at for at, (_, pieces) in enumerate(lines) if _is_pair(pieces)]
    if len(pairs) < _FEWEST_PAIRS:
        return None
    gutter = min(lines[at][1][1].x0 for at in pairs)
    sided = [all(p.x1 <= gutter or p.x0 >= gutter for p in pieces) for _, pieces in lines]
    first, last = pairs[0], pairs[-1]
    while first > 0 and sided[first - 1]:
        first -= 1
    while last + 1 < len(lines) and sided[last + 1]:
        last += 1
    zone = range(first, last + 1)
    if not all(sided[at] for at in zone):
        return None
    left = min(piece.x0 for at in zone for piece in lines[at][1])
    sides: list[list[dict[str, Any]]] = [[], [], [], []]
    for at, (line, pieces) in enumerate(lines):
        for piece in pieces if at in zone else [_whole(pieces)]:
            right = at in zone and piece.x0 >= gutter
            place = 0 if at < zone.start else 3 if at >= zone.stop else 1 + right
            sides[place].append(_as_line(line, piece, gutter - left if right else 0.0))
    return [line for side in sides for line in side]


def _is_pair(pieces: list[_Piece]) -> bool:
    long = all(len(piece.text) >= _SHORTEST_COLUMN for piece in pieces)
    return len(pieces) == 2 and long  # noqa: PLR2004 - two columns


def _whole(pieces: list[_Piece]) -> _Piece:
    text = " ".join(piece.text for piece in pieces)
    return _Piece(text, pieces[0].x0, pieces[-1].x1)


def _as_line(line: list[dict[str, Any]], piece: _Piece, moved: float) -> dict[str, Any]:
    top = min(float(char["top"]) for char in line)
    bottom = max(float(char["bottom"]) for char in line)
    x0, x1 = piece.x0 - moved, piece.x1 - moved
    return {"text": piece.text, "x0": x0, "x1": x1, "top": top, "bottom": bottom}
