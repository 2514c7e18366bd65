"""The document of a spec, made again: with other values, another text of the spec, other clauses."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as File

from obcgen.checking import read_and_check
from obcgen.document.tree import Document
from obcgen.pack import Layer, Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import ObcgenError, Path, Problem, is_error
from obcgen.published import view
from obcgen.reading import Reading, reading
from obcgen.source import Source, parse
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.taken_back.printed import Printed, printed
from obcgen.trees import tree_of

PROPOSED = "proposal"
"""What messages call the folder of clauses that are only proposed."""


class UnsoundError(Exception):
    """A document cannot be made of values that contradict one another."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A spec's file and the document that is made of it."""

    file: File
    text: str
    kind: DocumentKind
    pack: Pack
    source: Source

    @property
    def shown(self) -> Source:
        """The values that the document may show."""
        return view(self.kind, self.source, parse(self.source, Spec, links)).source

    def tree(self, source: Source | None = None, pack: Pack | None = None) -> Document:
        """Return the document, with other values or clauses.

        Raises:
            ObcgenError: the values are refused, or a template or the tree has errors.
        """
        source = source or self.source
        shown = view(self.kind, source, parse(source, Spec, links))
        return tree_of(self.kind, shown, pack or self.pack)

    def with_values(self, texts: Mapping[Path, str]) -> tuple[Printed, ...]:
        """Return what the document says with other values, for which no rule was asked.

        Raises:
            ObcgenError: as `tree`.
            UnsoundError: the document cannot be made of a deal like that.
        """
        source = self.source.with_texts(texts)
        try:
            return printed(self.tree(source))
        except ObcgenError:
            raise
        except Exception as error:  # where nothing was checked, anything may go wrong in making it
            raise UnsoundError from error

    def told(self, source: Source) -> tuple[Problem, ...]:
        """Return the errors and warnings that `check` has of values that each can be read."""
        found = read_and_check(Reading(source, self.pack, str(self.file)), self.kind, self.pack)[2]
        return tuple(each for each in found if each.severity in {"error", "warning"})

    def faults(self, source: Source) -> tuple[Problem, ...]:
        """Return what keeps documents from being made of such values."""
        return tuple(filter(is_error, self.told(source)))

    def read(self, text: str, pack: Pack | None = None) -> Reading:
        """Return the spec as if its file held another text.

        Raises:
            ObcgenError: it cannot be read.
        """
        return reading(self.file, pack or self.pack, text=text)


@contextmanager
def under(pack: Pack, files: Mapping[str, str]) -> Iterator[Pack]:
    """Lay files over a pack for as long as they are tried."""
    if not files:
        yield pack
        return
    folder = File(tempfile.mkdtemp(prefix="obcgen-proposal-"))
    try:
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="\n")
        yield Pack((Layer(folder, PROPOSED), *pack.layers))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
