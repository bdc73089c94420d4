"""The index itself: in SQLite virtual tables of FTS5, in PostgreSQL tables of vectors.

They hold nothing that cannot be made anew, so they are laid out by the code that uses them.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai.work.search.engine.tables import SLOTS, index_in


def set_up(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for slot in SLOTS:
        index_in(editor.connection, slot).create()


def take_down(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for slot in SLOTS:
        index_in(editor.connection, slot).drop()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(set_up, take_down)]
