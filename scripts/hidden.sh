#!/bin/sh
# hidden.sh: makes documents while one system library after the other is hidden from the program. Word, HTML and PDF are
# always written, the PDF by Typst where WeasyPrint cannot be loaded; never a traceback. Needs root:
# an empty file is laid over the library in a mount namespace of its own, which nobody else sees and which ends with it.
set -eu
cd "$(dirname "$0")/.."
obcgen=$PWD/.venv/bin/obcgen
spec=specs/denver-literacy.yaml

if [ "$(id -u)" != 0 ]; then
    echo "Hiding libraries needs root." >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
fi

run_hidden() { # NAME OUTPUT: with every file of the library hidden; prints a line for each format
    for file in $(find /usr/lib /usr/local/lib /lib -name "$1.so*" 2>/dev/null | xargs -r readlink -f | sort -u); do
        mount --bind /dev/null "$file"
    done
    for form in docx html pdf; do
        status=0
        "$obcgen" rfp "$spec" --only rfp --quiet --output "$2/$form" --format "$form" >"$2/$form.said" 2>&1 || status=$?
        ! grep -q Traceback "$2/$form.said" || fail "$1" "$form" "$2"
        case $form-$status in
        *-0) ls "$2/$form"/*."$form" >/dev/null ;;
        *) fail "$1" "$form" "$2" ;;
        esac
        printf '%s without %s: %s\n' "$form" "$1" written
    done
}

fail() {
    echo "$2 without $1 goes wrong:" && cat "$3/$2.said" && exit 1
}

if [ $# = 2 ]; then
    run_hidden "$1" "$2"
    exit
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for library in libpango-1.0 libpangoft2-1.0 libharfbuzz libharfbuzz-subset libfontconfig libgobject-2.0; do
    mkdir "$folder/$library"
    unshare --mount --propagation private -- sh scripts/hidden.sh "$library" "$folder/$library"
done
