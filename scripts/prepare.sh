#!/bin/sh
# prepare.sh VENV [PYTHON]: makes a virtual environment and sees to the one library that pip cannot bring: Pango,
# with which PDFs are laid out. Installs with the system's package manager where it may, and goes on without Pango where
# it may not: all but PDFs is made without it.
set -eu
venv=$1
chosen=${2:-}

say() { printf '%s\n' "$*" >&2; }

# apt_install PACKAGE...: 0 if installed, 1 if this user may not or there is no apt.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        return 1
    fi
    say "Installing $* ..."
    $as_root apt-get update -qq >/dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq "$@" >/dev/null
}

find_python() {
    for name in ${chosen:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            printf '%s' "$name"
            return
        fi
    done
    say "obcgen needs Python 3.11 or newer; this machine has $(python3 --version 2>&1 || echo none)."
    say "Install a newer Python (on Ubuntu 22.04: sudo apt install python3.11 python3.11-venv) and run make again."
    exit 1
}

make_venv() {
    python=$(find_python)
    [ -x "$venv/bin/pip" ] && return
    "$python" -m venv "$venv" >/dev/null 2>&1 && return
    rm -rf "$venv"
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt_install "$package" && "$python" -m venv "$venv" && return
    say "Python cannot make a virtual environment here. Run this, then make again:"
    say "    sudo apt install $package"
    exit 1
}

has_pango() {
    "$venv/bin/python" - <<'PY'
import ctypes.util, sys
names = ("pango-1.0", "pangoft2-1.0", "harfbuzz")
windows = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-0")
sys.exit(not all(ctypes.util.find_library(n) or ctypes.util.find_library(w) for n, w in zip(names, windows)))
PY
}

see_to_pango() {
    has_pango || apt_install libpango-1.0-0 libpangoft2-1.0-0 || say "Going on without Pango: PDFs are laid out by Typst."
}

make_venv
see_to_pango
