"""The index in SQLite: one FTS5 table that keeps no text, in the database of the records.

The text of a passage stands in its own table; to forget a passage, FTS5 is told once more which
words it had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from gongkai.rules.segmentation.plan import TOO_MANY, Form, Group, Step
from gongkai.rules.segmentation.words import pairs, words
from gongkai.work.search.engine.index import Entry, Marks

_COLUMNS = "title, heading, body, pairs, keys"
# What a hit in each column counts for while the best passages are picked for the ranking.
_BM25 = "bm25({table}, 4.0, 2.0, 1.0, 0.0, 0.0)"
_BM25_PAIRS = "bm25({table}, 0.0, 0.0, 0.0, 1.0, 0.0)"
_WORDS = "{title heading body}"


class Cursor(Protocol):
    """A cursor of the Python database interface, of Django or of the standard library."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any: ...
    def executemany(self, sql: str, parameters: Sequence[Sequence[Any]], /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Fts5Index:
    """One table and its vocabulary. `sign` is how the connection writes a parameter."""

    def __init__(self, cursor: Cursor, table: str, sign: str = "%s") -> None:
        self._cursor, self._table, self._sign = cursor, table, sign

    def create(self) -> None:
        """Lay the table out."""
        table = self._table
        self._cursor.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5({_COLUMNS}, content='', tokenize='ascii')"
        )
        self._cursor.execute(f"CREATE VIRTUAL TABLE {table}_terms USING fts5vocab({table}, row)")

    def drop(self) -> None:
        """Take the table away."""
        self._cursor.execute(f"DROP TABLE IF EXISTS {self._table}_terms")
        self._cursor.execute(f"DROP TABLE IF EXISTS {self._table}")

    def add(self, entries: Sequence[Entry]) -> None:
        signs = ", ".join([self._sign] * 6)
        self._cursor.executemany(
            f"INSERT INTO {self._table}(rowid, {_COLUMNS}) VALUES ({signs})",  # noqa: S608 (our names)
            [_row(one) for one in entries],
        )

    def remove(self, entries: Sequence[Entry]) -> None:
        signs = ", ".join([self._sign] * 6)
        self._cursor.executemany(
            f"INSERT INTO {self._table}({self._table}, rowid, {_COLUMNS}) "  # noqa: S608 (our names)
            f"VALUES ('delete', {signs})",
            [_row(one) for one in entries],
        )

    def clear(self) -> None:
        self._cursor.execute(f"INSERT INTO {self._table}({self._table}) VALUES ('delete-all')")  # noqa: S608 (our names)

    def counts(self, words: Collection[str]) -> Mapping[str, int]:
        if not words:
            return {}
        signs = ", ".join([self._sign] * len(words))
        sql = f"SELECT term, doc FROM {self._table}_terms WHERE term IN ({signs})"  # noqa: S608 (our names)
        return dict(self._rows(sql, list(words)))

    def total(self) -> int:
        rows = self._rows(f"SELECT COUNT(*) FROM {self._table}_docsize", [])  # noqa: S608 (our names)
        return int(rows[0][0])

    def find(self, step: Step, marks: Marks, limit: int) -> list[int]:
        asked = " OR ".join(_all_of(groups) for groups in step.all_of)
        order = "rowid DESC" if step.rows > TOO_MANY else _BM25.format(table=self._table)
        return self._ids(f"{_WORDS}: ({asked})", marks, order, limit)

    def with_keys(self, keys: Collection[str], marks: Marks, limit: int) -> list[int]:
        return self._ids(f"keys: ({_any_of(keys)})", marks, "rowid DESC", limit)

    def with_phrases(self, phrases: Sequence[str], marks: Marks, limit: int) -> list[int]:
        asked = " AND ".join(_phrase(one) for one in phrases)
        return self._ids(f"pairs: ({asked})", marks, "rowid DESC", limit)

    def with_pairs(self, pairs: Collection[str], marks: Marks, limit: int) -> list[int]:
        order = _BM25_PAIRS.format(table=self._table)
        return self._ids(f"pairs: ({_any_of(pairs)})", marks, order, limit)

    def _ids(self, asked: str, marks: Marks, order: str, limit: int) -> list[int]:
        narrowed = "".join(f" AND keys: ({_any_of(one)})" for one in marks)
        sql = (
            f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH {self._sign} "  # noqa: S608 (our names)
            f"ORDER BY {order} LIMIT {self._sign}"
        )
        return [row[0] for row in self._rows(sql, [f"({asked}){narrowed}", limit])]

    def _rows(self, sql: str, parameters: list[Any]) -> list[Any]:
        self._cursor.execute(sql, parameters)
        return self._cursor.fetchall()


def _row(one: Entry) -> tuple[Any, ...]:
    every = "\n".join((one.title, one.heading, one.text))
    return (
        one.id,
        " ".join(words(one.title)),
        " ".join(words(one.heading)),
        " ".join(words(one.text)),
        " ".join(pairs(every)),
        " ".join(_key(key) for key in (*one.keys, *one.marks)),
    )


def _key(key: str) -> str:
    """A key as one word of the index: signs that would cut it are written as a letter."""
    return "".join(sign if sign.isalnum() else "z" for sign in key)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _any_of(keys: Iterable[str]) -> str:
    return " OR ".join(_quoted(_key(key)) for key in sorted(keys))


def _form(form: Form) -> str:
    return _quoted(form[0]) if len(form) == 1 else f"({' AND '.join(map(_quoted, form))})"


def _all_of(groups: Sequence[Group]) -> str:
    asked = (" OR ".join(map(_form, group)) for group in groups)
    return f"({' AND '.join(f'({one})' for one in asked)})"


def _phrase(text: str) -> str:
    """Pairs one after another; the last single character of a stretch may be the first of more."""
    found = pairs(text)
    if len(found) > 1 and len(found[-1]) == 1:
        return _quoted(" ".join(found[:-1]))
    return f"{_quoted(found[-1])} *" if len(found) == 1 else _quoted(" ".join(found))
