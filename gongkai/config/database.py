"""Which database: SQLite in WAL under GONGKAI_HOME, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's settings for one database; an unknown scheme raises ValueError."""
    return _postgresql(url) if url else _sqlite(home / "gongkai.sqlite3")


def _sqlite(path: Path) -> dict[str, Any]:
    # IMMEDIATE takes the write lock before the first read of a transaction, so two
    # approvals in one second queue up instead of failing with "database is locked".
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            # What was erased must not linger in free pages of the file.
            "PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": path.with_name("test.sqlite3")},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError(f"DATABASE_URL 只认 postgresql://…，现在是 {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }
