"""The templates and packs that come with the program: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from obcgen.pack.manifest import MANIFEST
from obcgen.pack.pack import Layer, Pack

_PACKS = "packs"


def builtin() -> Pack:
    """Return the templates that come with the program."""
    here = Path(__file__).resolve().parent.parent
    inside, checkout = here / "templates", here.parent.parent / "templates"
    return Pack((Layer(inside if inside.is_dir() else checkout, "templates", ours=True),))


def shipped() -> dict[str, Layer]:
    """Return the packs that come with the program, by name."""
    (ground,) = builtin().layers
    found = sorted((ground.folder / _PACKS).glob(f"*/{MANIFEST}"))
    return {
        file.parent.name: Layer(file.parent, f"{ground.name}/{_PACKS}/{file.parent.name}", ours=True)
        for file in found
    }
