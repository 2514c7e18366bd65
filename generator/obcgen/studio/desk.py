"""What lies on the desk: a spec as text, the files beside it, and how it came to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from obcgen.problems import Path
from obcgen.reading import Reading, reading_among
from obcgen.studio.change import Change, between

Held = tuple[str, str, tuple[tuple[str, bytes], ...]]
"""The name of a spec, its text, and the files beside it."""

MOST_STEPS = 1_000
"""So many edits can be undone."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A spec that is worked on.

    What has been looked at belongs to the desk and never to the spec: whoever keeps a desk keeps it beside
    the spec, in a place of its own.
    """

    name: str = "spec.yaml"
    text: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lies beside the spec, by relative path: what it extends, its pack, results, tables."""
    prefilled: frozenset[Path] = frozenset()
    """Terms that nobody who works on the spec has written."""
    looked: frozenset[Path] = frozenset()
    """Those of them that somebody has looked at, or written anew."""
    followed: frozenset[Path] = frozenset()
    """Those that followed from other answers; they follow anew until somebody looks at them."""
    shape: str = ""
    """The worked deal by whose lead times and shares days and amounts follow, if there is one."""
    undo: tuple[Change, ...] = ()
    redo: tuple[Change, ...] = ()
    version: int = 0
    """Counts up with each change of the text, undone ones too."""

    def reading(self) -> Reading:
        """Return the spec as it is read; the same text is read once.

        Raises:
            ObcgenError: the text is no YAML, or what it extends or its pack is not there.
        """
        return read_once(*self.held)

    @property
    def held(self) -> Held:
        """Return all that a spec is read from, as one value that can be remembered."""
        return self.name, self.text, tuple(sorted(self.files.items()))

    def edited(self, text: str) -> Desk:
        """Return the desk with another text, which can be undone."""
        if text == self.text:
            return self
        steps = (*self.undo, between(self.text, text))[-MOST_STEPS:]
        return replace(self, text=text, undo=steps, redo=(), version=self.version + 1)

    def undone(self) -> Desk:
        """Return the desk before its last edit; the same where there is none."""
        if not self.undo:
            return self
        step = self.undo[-1]
        return replace(
            self,
            text=step.undone(self.text),
            undo=self.undo[:-1],
            redo=(*self.redo, step),
            version=self.version + 1,
        )

    def redone(self) -> Desk:
        """Return the desk with the edit that was undone last; the same where there is none."""
        if not self.redo:
            return self
        step = self.redo[-1]
        return replace(
            self,
            text=step.done(self.text),
            undo=(*self.undo, step),
            redo=self.redo[:-1],
            version=self.version + 1,
        )


@lru_cache(maxsize=8)  # an edit, the problems and the preview after it all read the same text
def read_once(name: str, text: str, files: tuple[tuple[str, bytes], ...]) -> Reading:
    """Return what was read of a text before, or read it.

    Raises:
        ObcgenError: the text is no YAML, or what it extends or its pack is not there.
    """
    return reading_among(text, name, dict(files))
