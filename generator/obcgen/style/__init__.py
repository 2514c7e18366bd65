"""One look for every writer, Word, PDF and HTML alike: fonts, colours, sizes, margins, a logo."""

from __future__ import annotations

from obcgen.style.contrast import contrast, contrast_problems
from obcgen.style.from_data import from_data
from obcgen.style.letterhead import Letterhead, Running
from obcgen.style.logo import Logo
from obcgen.style.picture import Picture
from obcgen.style.style import Colours, Font, Page, Sizes, Style

__all__ = [
    "Colours",
    "Font",
    "Letterhead",
    "Logo",
    "Page",
    "Picture",
    "Running",
    "Sizes",
    "Style",
    "contrast",
    "contrast_problems",
    "from_data",
]
