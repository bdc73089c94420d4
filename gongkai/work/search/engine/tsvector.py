"""The index in PostgreSQL: tsvector columns of our own words and pairs, under GIN."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from gongkai.rules.segmentation.plan import TOO_MANY, Form, Group, Step
from gongkai.rules.segmentation.words import pairs, words
from gongkai.work.search.engine.fts5 import Cursor
from gongkai.work.search.engine.index import Entry, Marks

# D, C, B, A: text, nothing, heading, title.
_RANK = "ts_rank('{{0.1, 0.1, 0.3, 1.0}}', {table}.words, asked)"
_LAST_PLACE = 16_383
# Rows of one table are counted in the row of a word that no text can have.
_ALL = ""


class TsvectorIndex:
    """One table of vectors and one with the frequencies of words, kept in step with it."""

    def __init__(self, cursor: Cursor, table: str) -> None:
        self._cursor, self._table = cursor, table

    def create(self) -> None:
        """Lay the tables out."""
        table = self._table
        self._cursor.execute(
            f"CREATE TABLE {table} (id bigint PRIMARY KEY, words tsvector NOT NULL, "
            "pairs tsvector NOT NULL, keys text[] NOT NULL)"
        )
        for column in ("words", "pairs", "keys"):
            self._cursor.execute(
                f"CREATE INDEX {table}_{column} ON {table} USING gin ({column}) "
                "WITH (fastupdate = off)"
            )
        self._cursor.execute(
            f"CREATE TABLE {table}_terms (term text PRIMARY KEY, doc bigint NOT NULL) "
            "WITH (fillfactor = 70)"
        )

    def drop(self) -> None:
        """Take the tables away."""
        self._cursor.execute(f"DROP TABLE IF EXISTS {self._table}_terms, {self._table}")

    def add(self, entries: Sequence[Entry]) -> None:
        rows = [_row(one) for one in entries]
        self._cursor.executemany(
            f"INSERT INTO {self._table} (id, words, pairs, keys) "  # noqa: S608 (our names)
            "VALUES (%s, %s::tsvector, %s::tsvector, %s)",
            [row[:4] for row in rows],
        )
        self._count(Counter(word for row in rows for word in row[4]), len(rows))

    def remove(self, entries: Sequence[Entry]) -> None:
        rows = [_row(one) for one in entries]
        self._cursor.execute(
            f"DELETE FROM {self._table} WHERE id = ANY(%s)",  # noqa: S608 (our names)
            [[one.id for one in entries]],
        )
        self._count(Counter(word for row in rows for word in row[4]), len(rows), sign=-1)

    def clear(self) -> None:
        self._cursor.execute(f"TRUNCATE {self._table}, {self._table}_terms")

    def counts(self, words: Collection[str]) -> Mapping[str, int]:
        if not words:
            return {}
        sql = f"SELECT term, doc FROM {self._table}_terms WHERE term = ANY(%s) AND doc > 0"  # noqa: S608 (our names)
        return dict(self._rows(sql, [list(words)]))

    def total(self) -> int:
        rows = self._rows(f"SELECT doc FROM {self._table}_terms WHERE term = %s", [_ALL])  # noqa: S608 (our names)
        return int(rows[0][0]) if rows else 0

    def find(self, step: Step, marks: Marks, limit: int) -> list[int]:
        asked = " | ".join(_all_of(groups) for groups in step.all_of)
        rank = _RANK.format(table=self._table)
        order = "id DESC" if step.rows > TOO_MANY else f"{rank} DESC, id DESC"
        return self._ids("words", asked, marks, order, limit)

    def with_keys(self, keys: Collection[str], marks: Marks, limit: int) -> list[int]:
        narrowed, parameters = _narrowed([keys, *marks])
        sql = f"SELECT id FROM {self._table} WHERE TRUE{narrowed} ORDER BY id DESC LIMIT %s"  # noqa: S608 (our names)
        return [row[0] for row in self._rows(sql, [*parameters, limit])]

    def with_phrases(self, phrases: Sequence[str], marks: Marks, limit: int) -> list[int]:
        asked = " & ".join(f"({_phrase(one)})" for one in phrases)
        return self._ids("pairs", asked, marks, "id DESC", limit)

    def with_pairs(self, pairs: Collection[str], marks: Marks, limit: int) -> list[int]:
        asked = " | ".join(map(_quoted, sorted(pairs)))
        order = f"ts_rank({self._table}.pairs, asked) DESC, id DESC"
        return self._ids("pairs", asked, marks, order, limit)

    def _ids(self, column: str, asked: str, marks: Marks, order: str, limit: int) -> list[int]:
        narrowed, parameters = _narrowed(marks)
        sql = (
            f"SELECT id FROM {self._table}, (SELECT %s::tsquery AS asked) AS question "  # noqa: S608 (our names)
            f"WHERE {column} @@ asked{narrowed} ORDER BY {order} LIMIT %s"
        )
        return [row[0] for row in self._rows(sql, [asked, *parameters, limit])]

    def _rows(self, sql: str, parameters: list[Any]) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall()

    def _count(self, found: Counter[str], rows: int, sign: int = 1) -> None:
        found[_ALL] = rows
        # In one order, so that two writers never wait for each other in a circle.
        ordered = sorted(found)
        self._cursor.execute(
            f"INSERT INTO {self._table}_terms AS known (term, doc) "  # noqa: S608 (our names)
            "SELECT * FROM unnest(%s::text[], %s::bigint[]) "
            "ON CONFLICT (term) DO UPDATE SET doc = known.doc + excluded.doc",
            [ordered, [sign * found[word] for word in ordered]],
        )


def _narrowed(marks: Marks) -> tuple[str, list[Any]]:
    return " AND keys && %s::text[]" * len(marks), [sorted(one) for one in marks]


def _row(one: Entry) -> tuple[Any, ...]:
    by_weight = (("A", words(one.title)), ("B", words(one.heading)), ("D", words(one.text)))
    places: dict[str, list[str]] = {}
    place = 0
    for weight, found in by_weight:
        for word in found:
            place = min(place + 1, _LAST_PLACE)
            places.setdefault(word, []).append(f"{place}{weight.replace('D', '')}")
    every = "\n".join((one.title, one.heading, one.text))
    return one.id, _vector(places), _vector(_placed(pairs(every))), [*one.keys, *one.marks], places


def _placed(found: Iterable[str]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for place, word in enumerate(found, 1):
        places.setdefault(word, []).append(str(min(place, _LAST_PLACE)))
    return places


def _vector(places: Mapping[str, Sequence[str]]) -> str:
    """Words are of letters and digits alone, so that nothing in them needs to be escaped."""
    return " ".join(f"'{word}':{','.join(at[:255])}" for word, at in places.items())


def _quoted(word: str) -> str:
    return f"'{word}'"


def _form(form: Form) -> str:
    return f"({' & '.join(map(_quoted, form))})"


def _all_of(groups: Sequence[Group]) -> str:
    asked = (" | ".join(map(_form, group)) for group in groups)
    return f"({' & '.join(f'({one})' for one in asked)})"


def _phrase(text: str) -> str:
    found = pairs(text)
    if len(found) > 1 and len(found[-1]) == 1:
        return " <-> ".join(map(_quoted, found[:-1]))
    return f"{_quoted(found[-1])}:*" if len(found) == 1 else " <-> ".join(map(_quoted, found))
