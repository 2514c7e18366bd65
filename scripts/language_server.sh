#!/bin/sh
# Installs yaml-language-server into .conformance and opens good and bad specs in it, as an editor does.
# Needs Node; installs it with apt where it may, else says what is missing.
set -eu

say() { printf '%s\n' "$*" >&2; }

if ! command -v npm >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing nodejs npm ..."
        apt-get update -qq >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null
    else
        say "The language server needs Node. Run this, then make language-server again:"
        say "    sudo apt install nodejs npm"
        exit 1
    fi
fi

mkdir -p .conformance
[ -d .conformance/node_modules/yaml-language-server ] ||
    npm install --prefix .conformance --ignore-scripts --silent --no-audit --no-fund \
        yaml-language-server@1.25.0 >/dev/null
exec .venv/bin/python scripts/language_server.py
