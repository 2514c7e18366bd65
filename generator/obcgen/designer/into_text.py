"""A design laid into the text of a spec, and the difference that it makes there."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from obcgen.designer.to_data import edits
from obcgen.source.edits import with_value

if TYPE_CHECKING:
    from obcgen.designer.design import Design


def into_text(text: str, found: Design) -> str:
    """Return the text of a spec with designed prices; all else stays as it is.

    Raises:
        ObcgenError: the text cannot be edited where one of them belongs.
    """
    for path, value in edits(found).items():
        text = with_value(text, path, value)
    return text


def difference(before: str, after: str, file: str) -> str:
    """Return what differs between two texts of a file, as a unified diff; nothing where they are the same."""
    lines = unified_diff(before.splitlines(), after.splitlines(), file, file, n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)
