#!/bin/sh
# demo.sh VENV SPEC: writes the RFP and the contract of a spec into output/; where Pango is missing, pages of HTML
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
if command -v apt-get >/dev/null 2>&1; then
    command="sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
elif command -v dnf >/dev/null 2>&1; then
    command="sudo dnf install pango"
elif command -v brew >/dev/null 2>&1; then
    command="brew install pango"
else
    command="pacman -S mingw-w64-x86_64-pango (Windows, MSYS2), or your system's package of Pango"
fi
printf 'There is no PDF, because Pango is not on this machine. To get PDFs, run this, then make demo again:\n  %s\n' \
    "$command"
