#!/bin/sh
# sbom.sh VENV: writes build/obcgen.cdx.json, a CycloneDX bill of materials of what `pip install obcgen` brings.
# The tool that writes it has an environment of its own, so that it is not in the bill.
set -eu

python=$1/bin/python
pip="-m pip install --quiet --disable-pip-version-check"
mkdir -p build/sbom
"$python" -m venv build/sbom/installed
"$python" -m venv build/sbom/tool
build/sbom/installed/bin/python $pip .
build/sbom/installed/bin/python -m pip uninstall --quiet --yes setuptools pip
build/sbom/tool/bin/python $pip "cyclonedx-bom>=7,<8"
build/sbom/tool/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
    --output-format JSON --output-file build/obcgen.cdx.json build/sbom/installed/bin/python
echo "build/obcgen.cdx.json"
