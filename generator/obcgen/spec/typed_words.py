"""What somebody typed that could mean two things."""

from __future__ import annotations

from typing import Final

from obcgen.problems import Kind, ObcgenError
from obcgen.spec.shapes import shown

UNCLEAR: Final = Kind("SPC-30", "What was typed could mean two things")


def unclear(message: str, hint: str, typed: str) -> ObcgenError:
    """Return the error of a value that could mean two things."""
    return ObcgenError(UNCLEAR.problem(message, found=shown(typed), hint=hint))
