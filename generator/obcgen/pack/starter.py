"""A new pack: its name, and a guide to every file that it may hold; nothing in it is active."""

from __future__ import annotations

import json

from obcgen.pack.builtin import builtin
from obcgen.pack.manifest import MANIFEST
from obcgen.problems import Kind, ObcgenError

BAD_NAME = Kind("PCK-28", "A name that a pack cannot have")

GUIDE = "README.md"
_NAME = "the name of your district"


def starter(name: str) -> dict[str, bytes]:
    """Return the files of a new pack by name.

    Raises:
        ObcgenError: the name is not one line of text.
    """
    if not name.strip() or not name.isprintable() or len(name) > 200:
        message = "The name of a pack is one line of text."
        raise ObcgenError(
            BAD_NAME.problem(message, found=name[:80], hint="Give --name, such as Cedar County.")
        )
    ground = builtin()
    written = json.dumps(name.strip(), ensure_ascii=False)
    manifest = ground.text(f"new/pack/{MANIFEST}").replace(_NAME, written)
    return {MANIFEST: manifest.encode(), GUIDE: ground.text(f"new/pack/{GUIDE}").encode()}
