#!/usr/bin/env bash
# bare.sh: runs the README's two commands as a newcomer would, on a bare Debian that is made for it in .bare/: only
# python3, make, git and ca-certificates. Once with the right to install packages; once without it, as a user who has
# no sudo. Needs root, to make the system and to enter it. Mirror, certificates, proxies and pip's settings are those
# of this machine. All mounts are in a namespace of their own, so none is left behind however the run ends.
#
# bare.sh [with|without]...     which runs; both if none is named
# TESTS='make test'             what stands for the second command
set -euo pipefail
cd "$(dirname "$0")/.."
tests=${TESTS:-make test}

if [ "$(id -u)" != 0 ]; then
    echo "The run on a bare machine needs root (debootstrap, chroot)." >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
fi
if ! command -v debootstrap >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq debootstrap >/dev/null
fi
bare=$PWD/.bare
base=$bare/base

# What mounts runs where its mounts are seen by nobody else and end with it; only out here, where there are none,
# is anything removed.
if [ "${BARE_INSIDE:-}" != yes ]; then
    clean() { rm -rf --one-file-system "$bare"/with "$bare"/without; }
    clean
    trap clean EXIT
    status=0
    BARE_INSIDE=yes unshare --mount --propagation private --pid --fork --kill-child -- bash "scripts/bare.sh" "$@" ||
        status=$?
    exit "$status"
fi

suite() { . /etc/os-release && printf '%s' "$VERSION_CODENAME"; }

mirror() { # the site of this machine's own packages: the first that serves its release
    apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v suite="$(suite)" '$2 == suite && $3 == "main" { print $1; exit }'
}

make_base() {
    [ -e "$base/made" ] && return
    rm -rf --one-file-system "$base"
    mkdir -p "$base"
    debootstrap --variant=minbase --include=python3,make,git,ca-certificates "$(suite)" "$base" "$(mirror)" \
        >"$bare/debootstrap.log" 2>&1 || { tail -n 20 "$bare/debootstrap.log"; exit 1; }
    touch "$base/made"
}

# The settings by which this machine reaches its registries: the same files at the same places, and the variables.
give_settings() { # ROOT
    apt-config dump | grep -E '^Acquire::(https?|Retries|Check-Valid-Until)' >"$1/etc/apt/apt.conf.d/99machine" || true
    local file
    for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip/pip.conf /etc/xdg/pip/constraints.txt \
        "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf" "${PIP_CONFIG_FILE:-}" "${PIP_CONSTRAINT:-}" \
        /etc/ssl/certs/ca-certificates.crt "${SSL_CERT_FILE:-}" "${PIP_CERT:-}" "${REQUESTS_CA_BUNDLE:-}"; do
        [ -f "$file" ] || continue
        mkdir -p "$1$(dirname "$file")"
        rm -f "$1$file"
        cp -L "$file" "$1$file"
    done
    # folders of packages that pip is told to look into; an index, PLACE/simple, names files elsewhere in PLACE
    local folder
    { python3 -m pip config list 2>/dev/null || true; } | grep -E "find-links|index-url" |
        grep -oE "(file://)?/[^' ]+" | sed -e 's|^file://||' -e 's|/simple/*$||' | sort -u | while read -r folder; do
        [ -d "$folder" ] || continue
        mkdir -p "$1$folder"
        mount --bind -o ro "$folder" "$1$folder"
    done
}

settings() { # the variables that go along, one a line, without those of Python and of the shell
    env | grep -E '^(PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE=|CURL_CA_BUNDLE=|(https?|no|all)_proxy=|(HTTPS?|NO|ALL)_PROXY=)' || true
}

enter() { # ROOT USER COMMAND: runs a command in the system, in the clone, with only a newcomer's variables
    local -a variables
    mapfile -t variables < <(settings)
    local home
    home=$(chroot "$1" getent passwd "$2" | cut -d: -f6)
    chroot --userspec="$2" "$1" /usr/bin/env -i HOME="$home" PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
        "${variables[@]}" sh -c "cd ~/obcgen && $3"
}

make_root() { # ROOT USER: a copy of the base with, in the user's home, a clone of what is committed here
    cp -a --reflink=auto "$base" "$1"
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    mount --rbind /sys "$1/sys"
    mount -t tmpfs tmpfs "$1/tmp"
    chmod 1777 "$1/tmp"
    give_settings "$1"
    [ "$2" = root ] || chroot "$1" useradd --create-home "$2"
    local home
    home=$(chroot "$1" getent passwd "$2" | cut -d: -f6)
    git clone --quiet --no-hardlinks . "$1$home/obcgen"
    chroot "$1" chown -R "$2:" "$home/obcgen"
}

timed() { # WHAT COMMAND...
    local what=$1 start=$SECONDS
    shift
    "$@"
    echo "bare machine, $what: $((SECONDS - start)) s"
}

with() {
    make_root "$bare/with" root
    timed "with the right to install, make demo" enter "$bare/with" root 'make demo'
    ls "$bare"/with/root/obcgen/output/*.pdf >/dev/null
    timed "with the right to install, $tests" enter "$bare/with" root "$tests"
}

# Without the right: where Python cannot make a virtual environment, the one command is told. With it, all is made but
# PDFs, and every test runs but those that lay out pages.
without() {
    make_root "$bare/without" newcomer
    if enter "$bare/without" newcomer 'make demo' >"$bare/refused.log" 2>&1; then
        echo "make demo claims to work without python3-venv" && exit 1
    fi
    grep -q "sudo apt install python3.*-venv" "$bare/refused.log" || { cat "$bare/refused.log"; exit 1; }
    chroot "$bare/without" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv' \
        >/dev/null 2>&1
    timed "without the right to install, make demo" enter "$bare/without" newcomer 'make demo'
    ls "$bare"/without/home/newcomer/obcgen/output/*.docx >/dev/null
    timed "without the right to install, $tests" enter "$bare/without" newcomer "$tests"
}

timed "making it" make_base
[ $# -gt 0 ] || set -- with without
for run in "$@"; do
    "$run"
done
