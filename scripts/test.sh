#!/bin/sh
# Everything that a change must pass: style, types, tests. The last line says how long it took.
#   sh scripts/test.sh PYTHON
set -eu
unset PYTHONDONTWRITEBYTECODE # the tests start the program hundreds of times; it need not be compiled each time

began=$(date +%s)
types=$(mktemp) # what mypy says
typing=
told() {
    [ -z "$typing" ] || kill "$typing" 2>/dev/null || :
    rm -f "$types"
    took=$(($(date +%s) - began))
    spent=$(mktemp)
    times >"$spent" # into a file: behind a pipe a shell tells only of itself
    used=$(tail -n 1 "$spent" | tr 'ms' '  ' | awk '{ printf "%d", ($1 + $3) * 60 + $2 + $4 + 0.5 }')
    rm -f "$spent"
    printf 'make test: %d min %02d s, %d s of processor time\n' $((took / 60)) $((took % 60)) "$used"
}
trap told EXIT

"$1" -m ruff check generator tests
"$1" -m ruff format --check generator tests
"$1" -m mypy >"$types" 2>&1 & # types are checked on one core, while tests are collected; what is found is told at the end
typing=$!
# Where Pango is missing, the rooms run that lay out no page; the others are left out, and that is said. So are two
# tests of what happens when Pango is lost: they lay out a page first.
rooms=
if ! "$1" -c 'import weasyprint' >/dev/null 2>&1; then
    rooms="tests/source tests/spec tests/deal tests/account tests/results tests/oracle tests/test_money.py
        tests/test_dependencies.py tests/test_without_pango.py
        --deselect tests/test_without_pango.py::test_a_pdf_is_not_compared_and_its_spec_is_read
        --deselect tests/test_without_pango.py::test_too_little_memory_to_lay_out_pages_is_one_sentence_and_no_file"
    command=$("$1" -c 'from obcgen.writers.pdf_engine import install_command; print(install_command())')
    echo "Pango is not on this machine: tests that lay out pages are left out. To run them all: $command" >&2
fi
failed=0
# shellcheck disable=SC2086  # each room is a word of its own
"$1" -m pytest -n auto --dist loadscope $rooms || failed=$?
wait "$typing" || failed=1
cat "$types"
exit "$failed"
