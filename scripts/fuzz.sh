#!/bin/sh
# fuzz.sh PYTHON SECONDS [TARGET]: feeds each target of tests/fuzz/ (or one) for so long. The fuzzer is installed into
# build/fuzzer alone, with hashes. What a target reached before is kept in build/fuzz/TARGET and is where it goes on.
set -eu
cd "$(dirname "$0")/.."
python=$1
seconds=$2
targets=${3:-$(PYTHONPATH=tests/fuzz:tests/oracle:tests "$python" -c 'import fuzz_targets; print(*fuzz_targets.TARGETS)')}

[ -d build/fuzzer ] || "$python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
    --requirement locks/fuzz.txt --target build/fuzzer
failed=
for target in $targets; do
    said=build/fuzz/$target.txt
    mkdir -p "build/fuzz/$target"
    if PYTHONPATH=build/fuzzer "$python" scripts/fuzz.py "$target" --seconds "$seconds" >"$said" 2>&1; then
        printf '%s: %s\n' "$target" "$(grep -a '^Done ' "$said")"
    else
        printf '%s: a finding, see %s\n' "$target" "$said"
        failed=1
    fi
done
[ -z "$failed" ]
