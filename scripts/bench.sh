#!/bin/sh
# Runs the benchmarks named, or all of them.
set -eu
cd "$(dirname "$0")/.."
for name in ${*:-read_plan publish screening import_records log search pages visible annual_report foi_clock foi_pages}; do
    .venv/bin/gongkai benchmark "$name"
done
