#!/bin/sh
# demo.sh VENV SPEC: writes the package of an RFP and the contract of a spec into output/.
set -eu

obcgen=$1/bin/obcgen
spec=$2

printf 'Made from %s:\n' "$spec"
for document in rfp contract; do
    "$obcgen" "$document" "$spec" --output "$PWD/output" --format docx --format pdf
done
