#!/bin/sh
# Writes requirements/*.txt from *.in: exact versions, all hashes, no registry addresses.
set -eu
cd "$(dirname "$0")/.."
[ -x .venv/bin/uv ] || .venv/bin/python -m pip install -q --require-hashes -r requirements/uv.txt

for name in base uv dev; do
    .venv/bin/uv pip compile -q --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        "$@" -o "requirements/$name.txt" "requirements/$name.in"
done
if grep -nE 'https?://|--(extra-)?index-url|--find-links' requirements/*.txt; then
    echo "锁文件里不应有软件源地址 / no registry addresses belong into lock files" >&2
    exit 1
fi
