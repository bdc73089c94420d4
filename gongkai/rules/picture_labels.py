"""What the pictures of two versions are called, so that people see which were exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from gongkai.rules.paragraphs import Label, named_by_words, pictures_in


def picture_labels(before: str, after: str, names: Mapping[str, str] | None = None) -> Label:
    """Return how to call the pictures of both bodies: by their words, else by name of file.

    Different pictures that are called alike are told apart: 原图 and 新图 where one took the
    place of another, and by their number where several remain. Source: 政府信息公开条例 第十七条
    （审查所见即所公开）; our reading.

    >>> label = picture_labels('<img src="1" alt="图">', '<img src="2" alt="图">')
    >>> label("1", "图"), label("2", "图")
    ('图（原图）', '图（新图）')
    """
    sides = [set(pictures_in(html)) for html in (before, after)]
    known = dict.fromkeys([*pictures_in(before), *pictures_in(after)])

    def called(src: str, alt: str) -> str:
        return named_by_words(src, alt or (names or {}).get(src, ""))

    by_name: dict[str, list[str]] = defaultdict(list)
    for src, alt in known:
        if src not in by_name[called(src, alt)]:
            by_name[called(src, alt)].append(src)

    def label(src: str, alt: str) -> str:
        name = called(src, alt)
        alike = by_name[name]
        if len(alike) <= 1:
            return name
        here = [(src, alt) in side for side in sides]
        side = {(True, False): "原图", (False, True): "新图"}.get((here[0], here[1]), "同图")
        group = [one for one in alike if [(one, alt) in each for each in sides] == here]
        number = f"{group.index(src) + 1}" if src in group and len(group) > 1 else ""
        return f"{name}（{side}{number}）"

    return label
