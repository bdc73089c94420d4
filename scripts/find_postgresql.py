"""Print the address of a PostgreSQL on which tests may make databases, or say why there is none."""

import os
import sys

import psycopg

CANDIDATES = (
    "postgresql://root@127.0.0.1:5432/test",
    "postgresql://postgres@127.0.0.1:5432/postgres",
)
MAY_CREATE = "SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user"


def fault(url: str) -> str:
    """Why `url` is of no use to the tests; empty if it is."""
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(MAY_CREATE).fetchone()
    except psycopg.Error as error:
        return str(error).strip().splitlines()[0]
    return "" if row and row[0] else "the role may not create databases"


def main() -> int:
    """Exit 0 with the address on stdout, or 1 with one line per address tried on stderr."""
    given = os.environ.get("DATABASE_URL")
    faults = {url: fault(url) for url in ((given,) if given else CANDIDATES)}
    for url, why in faults.items():
        if not why:
            sys.stdout.write(url + "\n")
            return 0
    for why in faults.values():
        sys.stderr.write(f"SKIP PostgreSQL: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
