#!/bin/sh
# Tries both homes of the studio in a real browser: makes the web edition, then runs tests/browser/.
# Needs Chromium and Node: installs them with apt where it may, else names them.
set -eu

say() { printf '%s\n' "$*" >&2; }

missing=
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing$missing ..."
        apt-get update -qq >/dev/null 2>&1 || true
        # shellcheck disable=SC2086 # one word per package
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        say "The tests in a browser need more programs. Run this, then make browser again:"
        say "    sudo apt install$missing"
        exit 1
    fi
fi

mkdir -p .conformance
[ -e .conformance/node_modules/axe-core/axe.min.js ] ||
    npm install --prefix .conformance --ignore-scripts --silent --no-audit --no-fund axe-core@4.14.1 >/dev/null
.venv/bin/python -m pip install --quiet --disable-pip-version-check "playwright>=1.60,<2"
.venv/bin/python scripts/web_edition.py
exec .venv/bin/python -m pytest --quiet tests/browser -o python_files="browser_*.py" "$@"
