#!/bin/sh
# The slow and the browser tests on SQLite, then the whole suite on PostgreSQL where one answers.
set -eu
cd "$(dirname "$0")/.."

PYTEST=".venv/bin/python -m pytest -n auto --dist loadfile"

# pytest's exit 5 says that no test bears the mark, which is no fault.
run_pytest() {
    "$@" || [ $? = 5 ]
}

run_pytest env -u DATABASE_URL $PYTEST -m "slow or browser"
if url=$(.venv/bin/python scripts/find_postgresql.py); then
    echo "The same suite on PostgreSQL, but for what needs no database"
    run_pytest env DATABASE_URL="$url" $PYTEST -m "not browser" \
        --ignore=tests/rules --ignore=tests/house
fi
