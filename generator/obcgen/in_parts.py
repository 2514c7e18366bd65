"""A contract written apart: a file for each of its parts, and the invoice as a file of its own."""

from __future__ import annotations

from collections.abc import Sequence

from obcgen.checking import sound
from obcgen.document.apart import apart, form_of
from obcgen.layout import Built, files_of, unpaged
from obcgen.naming import NamedFor, Names
from obcgen.pack import Pack
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Kind, ObcgenError
from obcgen.progress import Progress, silent
from obcgen.published import view
from obcgen.reading import Given
from obcgen.source import Settings
from obcgen.trees import publishable

ONE_FORM = Kind("PKG-03", "A contract in one long form that is to be written apart")

INVOICE = "form-invoice"
"""The form that the Provider fills in for each claim, and that has a file of its own."""


def build_parts(
    kind: DocumentKind,
    given: Given,
    formats: Sequence[str],
    pack: Pack,
    *,
    settings: Settings = (),
    progress: Progress = silent,
    names: NamedFor = "document",
) -> Built:
    """Return each part of a contract and its invoice in every format asked for.

    The files say what the whole says, with the same numbers. They carry no spec: `inspect` reads the whole.

    Raises:
        ObcgenError: the spec, a template or the tree has errors, or the contract has no parts.
    """
    progress(f"Reading {given.name}")
    source, spec, problems = sound(given, kind, pack, settings)
    tree, changed = publishable(kind, spec, view(kind, source, spec), pack)
    pieces = apart(tree)
    if not pieces:
        hint = "Leave out --parts, or take layout: long out of contract/outline.yaml of the pack."
        raise ObcgenError(ONE_FORM.problem("This contract is one long form and has no parts.", hint=hint))
    if invoice := form_of(tree, INVOICE):
        pieces["invoice"] = invoice
    named = Names(spec, given.stem, names)
    files: dict[str, bytes] = {}
    for name, piece in pieces.items():
        files |= files_of(named.of(kind, name), piece, formats, pack, progress)
    return Built(files, (*problems, *changed, *unpaged(tree, formats, pack)))
