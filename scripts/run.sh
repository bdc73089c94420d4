#!/bin/sh
# Starts the product: database, example district or one's own plan, then web server and worker.
# Usage: sh scripts/run.sh PORT [PLAN]
set -eu
cd "$(dirname "$0")/.."
gongkai=.venv/bin/gongkai

"$gongkai" migrate --verbosity 0
"$gongkai" begin ${2:+--plan "$2"}
exec "$gongkai" serve --port "$1"
