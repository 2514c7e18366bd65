#!/bin/sh
# edge.sh lowest|latest [PYTHON]: installs the lowest versions that pyproject.toml allows, or the newest, into a virtual
# environment of its own, and runs the quick tests there. Of the tests' tools the newest are taken in both.
set -eu

case $1 in
lowest) resolution=lowest-direct ;;
latest) resolution=highest ;;
esac
venv=.venv-$1
chosen=${2:-python3}

[ -x .venv-tools/bin/uv ] || { "$chosen" -m venv .venv-tools && .venv-tools/bin/pip install --quiet "uv>=0.8"; }
rm -rf "$venv"
"$chosen" -m venv "$venv"
.venv-tools/bin/uv pip install --quiet --python "$venv/bin/python" --resolution "$resolution" --editable ".[build]"
.venv-tools/bin/uv pip freeze --quiet --python "$venv/bin/python" --exclude-editable >"$venv/run.txt"
.venv-tools/bin/uv pip install --quiet --python "$venv/bin/python" --constraint "$venv/run.txt" ".[test]" --no-reinstall
.venv-tools/bin/uv pip check --python "$venv/bin/python" >/dev/null
"$venv/bin/python" scripts/bounds.py "$1"
exec sh scripts/quick.sh "$venv/bin/python"
