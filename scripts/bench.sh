#!/bin/sh
# Runs the benchmarks named, or all of them.
set -eu
cd "$(dirname "$0")/.."
for name in ${*:-read_plan publish screening import_records log search pages visible}; do
    .venv/bin/gongkai benchmark "$name"
done
