"""Database triggers that hold what no code may go around, for SQLite and PostgreSQL alike.

Each function returns a migration operation. A condition is one SQL expression over NEW and OLD that
both databases understand; when it is true, the statement is refused with `message`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_PREFIX = "guard_"


def _sqlite(table: str, event: str, name: str, condition: str, message: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _postgresql(table: str, event: str, name: str, condition: str, message: str) -> list[str]:
    given = "OLD" if event == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {given}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


class Statements(Operation):
    """Runs SQL that the database itself decides on.

    Unlike RunPython it needs no models, and to build these anew for each of some hundred guards
    took most of the time of a migration.
    """

    reversible = True
    reduces_to_sql = True
    atomic = True

    def __init__(
        self,
        forwards: Callable[[BaseDatabaseSchemaEditor], None],
        backwards: Callable[[BaseDatabaseSchemaEditor], None] | None = None,
    ) -> None:
        self.forwards = forwards
        self.backwards = backwards or (lambda editor: None)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Guards are no part of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Run the statements."""
        self.forwards(schema_editor)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take back what they did."""
        self.backwards(schema_editor)


def refuse(table: str, event: str, name: str, condition: str, message: str) -> Statements:
    """Refuse INSERT, UPDATE or DELETE of a row of `table` while `condition` holds."""
    full = f"{_PREFIX}{table}_{name}"

    def set_up(editor: BaseDatabaseSchemaEditor) -> None:
        build = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
        for statement in build(table, event, full, condition, message):
            editor.execute(statement)

    return Statements(set_up, lambda editor: _drop(editor, table, full))


def unguard(table: str, name: str) -> Statements:
    """Take the guard `name` of `table` down for good, to put another in its place."""
    full = f"{_PREFIX}{table}_{name}"
    return Statements(lambda editor: _drop(editor, table, full))


def _drop(editor: BaseDatabaseSchemaEditor, table: str, full: str) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER IF EXISTS {full}")
    else:
        editor.execute(f"DROP TRIGGER IF EXISTS {full} ON {table}")
        editor.execute(f"DROP FUNCTION IF EXISTS {full}()")


def append_only(table: str, events: Iterable[str] = ("UPDATE", "DELETE")) -> list[Statements]:
    """Rows of `table` are added and never changed or removed."""
    return [
        refuse(table, event, f"no_{event.lower()}", "TRUE", f"{table}: 只能追加，不能修改或删除")
        for event in events
    ]


def lift(connection: BaseDatabaseWrapper) -> list[str]:
    """Drop every guard of an SQLite database and return the statements that set them up again.

    SQLite rebuilds a table to alter it and stumbles over triggers that name it; PostgreSQL does
    not, so there the list is empty.
    """
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' "
            "ESCAPE '\\' ORDER BY name"
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


def set_up(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    """Set up again what `lift` took down."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def suspended(operations: Sequence[Operation]) -> list[Operation]:
    """Wrap operations that alter guarded tables, so that the guards stand again afterwards."""
    kept: list[str] = []

    def down(editor: BaseDatabaseSchemaEditor) -> None:
        kept[:] = lift(editor.connection)

    def up(editor: BaseDatabaseSchemaEditor) -> None:
        set_up(editor.connection, kept)

    return [Statements(down, up), *operations, Statements(up, down)]
