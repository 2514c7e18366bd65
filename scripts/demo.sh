#!/bin/sh
# demo.sh VENV SPEC: writes the package of an RFP and the contract of a spec into output/; where Pango is missing, pages of HTML
# take the place of the PDFs, and the last lines say how to get these.
set -eu

obcgen=$1/bin/obcgen
spec=$2

if "$1/bin/python" -c 'import weasyprint' >/dev/null 2>&1; then other=pdf; else other=html; fi
printf 'Made from %s:\n' "$spec"
for document in rfp contract; do
    "$obcgen" "$document" "$spec" --output "$PWD/output" --format docx --format "$other"
done
[ "$other" = pdf ] && exit
printf 'There is no PDF, because Pango is not on this machine. To get PDFs, run this, then make demo again:\n  %s\n' \
    "$("$1/bin/python" -c 'from obcgen.writers.pdf_engine import install_command; print(install_command())')"
