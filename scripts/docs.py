"""Writes the generated pages of docs/ and the schema of specs/; a test holds them against the code."""

from __future__ import annotations

from pathlib import Path

from obcgen.account.schedule import schedule
from obcgen.law.reference import reference as state_packs
from obcgen.pack import builtin, open_pack
from obcgen.pack.builtin import shipped
from obcgen.reference import reference as rules
from obcgen.render.context import context
from obcgen.render.reference import reference as template_names
from obcgen.source import parse, read
from obcgen.spec import Spec
from obcgen.spec.reference import reference as spec_reference
from obcgen.spec.reference import results_reference
from obcgen.spec.schema import schema_text

DOCS = Path(__file__).parent.parent / "docs"
SPECS = Path(__file__).parent.parent / "specs"


def _example() -> dict[str, object]:
    """Return the names of a worked example, whose values the page of names shows."""
    spec = parse(read(SPECS / "denver-literacy.yaml"), Spec)
    return context(spec, schedule(spec), builtin())


PAGES = {
    "spec-reference.md": spec_reference,
    "results-reference.md": results_reference,
    "template-names.md": lambda: template_names(_example()),
    "rules.md": lambda: rules(builtin()),
    "state-packs.md": lambda: state_packs({name: open_pack(name) for name in shipped()}),
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
    (SPECS / "schema.json").write_text(schema_text(), encoding="utf-8")
