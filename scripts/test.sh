#!/bin/sh
# Everything that a change must pass: style, types, tests. The last line says how long it took.
#   sh scripts/test.sh PYTHON
set -eu

began=$(date +%s)
told() {
    took=$(($(date +%s) - began))
    used=$(times | tail -n 1 | tr 'ms' '  ' | awk '{ printf "%d", ($1 + $3) * 60 + $2 + $4 + 0.5 }')
    printf 'make test: %d min %02d s, %d s of processor time\n' $((took / 60)) $((took % 60)) "$used"
}
trap told EXIT

"$1" -m ruff check generator tests
"$1" -m ruff format --check generator tests
"$1" -m mypy
"$1" -m pytest -n auto --dist loadgroup
