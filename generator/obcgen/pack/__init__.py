"""A district's templates, words, look and usual values over the built-in ones."""

from __future__ import annotations

from obcgen.pack.builtin import builtin, shipped
from obcgen.pack.folder import MOST_FILES
from obcgen.pack.opening import open_pack, pack_among, pack_for, pin_broken, shipped_for
from obcgen.pack.pack import Data, Layer, Pack
from obcgen.pack.text import LARGEST_TEXT

__all__ = [
    "LARGEST_TEXT",
    "MOST_FILES",
    "Data",
    "Layer",
    "Pack",
    "builtin",
    "open_pack",
    "pack_among",
    "pack_for",
    "pin_broken",
    "shipped",
    "shipped_for",
]
