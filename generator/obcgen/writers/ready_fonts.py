"""What a wheel brings of the program's fonts: their measures, and each cut down to the letters one types.

Those are all that a document in English or Spanish prints. They bear no name: the makers reserve theirs for
the whole fonts.
"""

from __future__ import annotations

from pathlib import Path

from obcgen.style import Style
from obcgen.writers.font_faces import TYPED
from obcgen.writers.font_files import ASKED_HELD, held, opened, written_held
from obcgen.writers.font_kept import keep_ready
from obcgen.writers.font_subset import asked_nameless, nameless


def write_ready_fonts(folder: Path, style: Style) -> None:
    """Write what a first run would work out of the fonts of a style."""
    for file in style.font_files:
        content = file.read_bytes()
        characters = TYPED & held(file).advances.keys()
        keep_ready(folder, content, ASKED_HELD, written_held(content))
        keep_ready(folder, content, asked_nameless(characters), nameless(opened(file), characters))
