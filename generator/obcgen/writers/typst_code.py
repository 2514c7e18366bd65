"""Typst code whose every text is a string: a value of a spec is data there and can never become markup.

A function of the sheet `look.typ` is called with arguments; a text, a name or an address stands between
quotation marks, in which only the backslash and the quotation mark mean anything.
"""

from __future__ import annotations

import re
from typing import Final

_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_CONTROLS: Final = dict.fromkeys((*range(32), 127))
NOTHING: Final = "none"


def string(text: str) -> str:
    """Return a text as a Typst string; runs of spaces and new lines are one space, as on a page."""
    shown = _SPACES.sub(" ", text).translate(_CONTROLS)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def call(name: str, *arguments: str) -> str:
    """Return a call of a function of the sheet."""
    return f"{name}({', '.join(arguments)})"


def array(*values: str) -> str:
    """Return an array; one of a single value is written as such too."""
    return f"({''.join(f'{value}, ' for value in values)})" if values else "()"


def joined(*pieces: str) -> str:
    """Return pieces of content one after the other."""
    shown = [piece for piece in pieces if piece]
    return " + ".join(shown) if shown else "[]"


def stacked(*blocks: str) -> str:
    """Return blocks one below the other."""
    shown = [block for block in blocks if block]
    return f"{{\n{chr(10).join(shown)}\n}}" if shown else "[]"


def truth(value: bool) -> str:
    """Return a truth value."""
    return "true" if value else "false"


def points(value: float) -> str:
    """Return a length in points."""
    return f"{value:g}pt"
