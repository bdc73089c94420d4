#!/bin/sh
# The slow and the browser tests on SQLite, then the whole suite on PostgreSQL where one answers.
set -eu
cd "$(dirname "$0")/.."

# pytest's exit 5 says that no test bears the mark, which is no fault.
run_pytest() {
    "$@" || [ $? = 5 ]
}

run_pytest env -u DATABASE_URL .venv/bin/python -m pytest -m "slow or browser"
if url=$(.venv/bin/python scripts/find_postgresql.py); then
    echo "The same suite on PostgreSQL"
    run_pytest env DATABASE_URL="$url" .venv/bin/python -m pytest -m "not browser"
fi
