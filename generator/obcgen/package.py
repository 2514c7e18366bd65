"""What `obcgen rfp` writes together: the RFP, the response file, the price file and the draft agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Literal, get_args

from obcgen.build import build, build_price_file
from obcgen.checking import asked, read_and_check
from obcgen.layout import Built
from obcgen.naming import NamedFor
from obcgen.pack import Pack
from obcgen.policy.documents import PART, SECTION
from obcgen.policy.rule import DocumentKind
from obcgen.problems import Kind, ObcgenError, Problem, dotted, is_error, known_word
from obcgen.progress import Progress, silent
from obcgen.reading import Given, reading
from obcgen.source import Settings
from obcgen.trees import OPEN

NO_DRAFT = Kind("PKG-01", "An RFP whose draft agreement cannot be made", "warning")
MADE = Kind("PKG-02", "A draft agreement for a contract that has been made", "note")

Part = Literal["rfp", "response", "price", "draft-agreement"]
"""A part of the package, as `--only` names it."""
PARTS: tuple[Part, ...] = get_args(Part)
_DOCUMENTS: Mapping[Part, DocumentKind] = MappingProxyType(
    {"rfp": "rfp", "response": "response", "draft-agreement": "draft-contract"}
)
"""What is laid out in pages; the price file is a workbook in every case."""


def build_package(
    given: Given,
    formats: Sequence[str],
    pack: Pack,
    *,
    only: Part | None = None,
    settings: Settings = (),
    progress: Progress = silent,
    notes: bool = False,
    names: NamedFor = "document",
) -> Built:
    """Return the files that bidders receive, or `only` one of them; with `notes` their annotated editions.

    A package is without the draft agreement where the spec cannot make one yet, or where it is the contract
    after the award; a Problem says so.

    Raises:
        ObcgenError: the spec, a template or a tree has errors, or the spec is final and its RFP promises a
            draft agreement that cannot be made; nothing is returned then.
    """
    if only is not None:
        known_word("only", only, PARTS)
    lacking = None if only else _no_draft(given, pack, settings)
    if lacking and is_error(lacking):
        raise ObcgenError(*read_and_check(given, "rfp", pack, settings)[2], lacking)
    parts = (only,) if only else tuple(part for part in PARTS if _belongs(part, lacking, notes=notes))
    document = partial(build, settings=settings, progress=progress, notes=notes, names=names)
    made = [
        document(_DOCUMENTS[part], given, formats, pack)
        if part in _DOCUMENTS
        else build_price_file(given, settings, names=names)
        for part in parts
    ]
    files = {name: content for one in made for name, content in one.files.items()}
    told = dict.fromkeys(problem for one in made for problem in one.problems)
    return Built(files, (*told, *((lacking,) if lacking else ())))


def _belongs(part: Part, lacking: Problem | None, *, notes: bool) -> bool:
    """Tell whether a part is in a package: a workbook has no annotated edition."""
    return not (lacking and part == "draft-agreement") and not (notes and part == "price")


def _no_draft(given: Given, pack: Pack, settings: Settings) -> Problem | None:
    """Return why a package is without the draft agreement, if it is; what else is wrong stops the package."""
    read = reading(given, pack, settings)
    if asked(read):
        hint = "Run obcgen contract for the agreement; run obcgen rfp on the spec that this one extends."
        return MADE.problem(f"{read.name} is the contract after the award: no draft is written.", hint=hint)
    _, spec, problems = read_and_check(read, "draft-contract", pack)
    wrong = [problem for problem in problems if is_error(problem) and not problem.code.startswith(OPEN)]
    if not wrong or any(problem.code not in {SECTION.code, PART.code} for problem in wrong):
        return None
    lacking = ", ".join(dotted(problem.path) for problem in wrong)
    found = NO_DRAFT.problem(
        "The RFP says that a draft of the agreement is part of it, and none can be made yet.",
        path=wrong[0].path,
        place=wrong[0].place,
        found=f"no {lacking}",
        hint="Add it; obcgen check SPEC --for draft-contract shows how. With --only rfp one file is written.",
    )
    return replace(found, severity="error") if spec.document.status == "final" else found
