#!/bin/sh
# Starts the product: database, example district or one's own plan, then web server and worker.
# Reads PORT, and for one's own plan PLAN with YEAR and ISSUED where the file does not say them.
set -eu
cd "$(dirname "$0")/.."
gongkai=.venv/bin/gongkai

"$gongkai" migrate --verbosity 0
"$gongkai" begin ${PLAN:+--plan "$PLAN"} ${YEAR:+--year "$YEAR"} ${ISSUED:+--issued "$ISSUED"}
exec "$gongkai" serve --port "${PORT:-8000}"
