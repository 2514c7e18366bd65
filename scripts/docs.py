"""Writes the generated pages of docs/ and the schema of specs/; a test holds them against the code."""

from __future__ import annotations

from pathlib import Path

from obcgen.pack import builtin
from obcgen.reference import reference as rules
from obcgen.render.reference import reference as template_names
from obcgen.spec.reference import reference as spec_reference
from obcgen.spec.schema import schema_text

DOCS = Path(__file__).parent.parent / "docs"
SPECS = Path(__file__).parent.parent / "specs"
PAGES = {
    "spec-reference.md": spec_reference,
    "template-names.md": template_names,
    "rules.md": lambda: rules(builtin()),
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    (SPECS / "schema.json").write_text(schema_text(), encoding="utf-8")
