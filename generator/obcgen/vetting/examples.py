"""The worked examples that come with the program: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path


def examples() -> tuple[Path, ...]:
    """Return the specs of the worked examples, in order."""
    here = Path(__file__).resolve().parent.parent
    inside, checkout = here / "specs", here.parent.parent / "specs"
    return tuple(sorted((inside if inside.is_dir() else checkout).glob("*.yaml")))
