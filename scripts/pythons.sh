#!/bin/sh
# pythons.sh: runs the quick tests under every Python from 3.11 to 3.14 that is on this machine, from the lock.
set -eu

found=
for version in 3.11 3.12 3.13 3.14; do
    python=$(command -v "python$version" || ls "$HOME"/.pyenv/versions/"$version".*/bin/"python$version" 2>/dev/null |
        tail -n 1)
    if ! "${python:-false}" -c 'import venv' >/dev/null 2>&1; then
        echo "Python $version is not on this machine."
        continue
    fi
    found="$found $version"
    make --silent ".venv-python$version/test-installed" PYTHON="$python"
    sh scripts/quick.sh ".venv-python$version/bin/python"
done
echo "Quick tests passed under Python$found."
