"""The fonts of a PDF: those the Style names and no other, whatever the machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.writers.font_setting import only_fonts
from obcgen.writers.pdf_engine import weasyprint_fault

weasyprint_fault()  # loads the engine in silence: a machine without fonts is no fault, the fonts are ours
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def font_configuration(files: Iterable[Path]) -> FontConfiguration:
    """Return a configuration that holds these font files and nothing else."""
    with only_fonts(files):
        return FontConfiguration()
