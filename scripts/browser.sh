#!/bin/sh
# Tries both homes of the studio in a real browser: makes the web edition, then runs tests/browser/.
# Needs Chromium and Node: installs them with apt where it may, else names them.
set -eu

. scripts/needs.sh

need npm nodejs npm
need chromium chromium
see_to_needs "The tests in a browser" browser
from_npm axe-core 4.14.1
.venv/bin/python -m pip install --quiet --disable-pip-version-check "playwright>=1.60,<2"
.venv/bin/python scripts/web_edition.py
exec .venv/bin/python -m pytest --quiet tests/browser -o python_files="browser_*.py" "$@"
