#!/bin/sh
# Renews locks/: every package, at one version, with the hashes of all its files, for Python 3.11 and newer on every
# system. demo.txt holds what `make demo` needs and what builds the project; test.txt holds all of it and the tests';
# fuzz.txt holds the fuzzer of `make fuzz` alone (3.1 has nothing for Python 3.11).
# The build backend comes from pyproject.toml like the rest. No registry is named: pip asks the one it is set up for.
set -eu

tools=.venv-tools
[ -x "$tools/bin/uv" ] || { "${1:-python3}" -m venv "$tools" && "$tools/bin/pip" install --quiet "uv>=0.8"; }

compile() { # compile FILE ARGUMENT...
    file=$1
    shift
    "$tools/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-header --output-file "$file" "$@"
    printf '%s\n' "$file: $(grep -c '==' "$file") packages"
}

mkdir -p locks
compile locks/test.txt --extra test pyproject.toml
compile locks/demo.txt --extra build --constraint locks/test.txt pyproject.toml
echo "atheris>=3.0,<3.1" | compile locks/fuzz.txt -
(cd locks && sha256sum ./*.txt | sed "s|\./||" >SHA256SUMS)
