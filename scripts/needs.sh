# Sourced by scripts that need programs of the system: `need PROGRAM PACKAGE...` notes what is lacking,
# `see_to_needs WHO TARGET` installs it with apt where it may, else names it and ends.
# shellcheck shell=sh

missing=

say() { printf '%s\n' "$*" >&2; }

# need PROGRAM|FILE PACKAGE...: a file is given by its full path.
need() {
    case $1 in
    /*) [ -e "$1" ] && return ;;
    *) command -v "$1" >/dev/null 2>&1 && return ;;
    esac
    shift
    missing="$missing $*"
}

see_to_needs() {
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing$missing ..."
        apt-get update -qq >/dev/null 2>&1 || true
        # shellcheck disable=SC2086 # one word per package
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    else
        say "$1 need more programs. Run this, then make $2 again:"
        say "    sudo apt install$missing"
        exit 1
    fi
}

# from_npm PACKAGE VERSION: puts it into .conformance, where it is not there yet.
from_npm() {
    mkdir -p .conformance
    [ -d ".conformance/node_modules/$1" ] ||
        npm install --prefix .conformance --ignore-scripts --silent --no-audit --no-fund "$1@$2" >/dev/null
}
