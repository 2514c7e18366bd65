"""The history of a deal: the chain of its files, what each step changed, results, and documents."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from obcgen.history.documents import Held, documents
from obcgen.history.links import chain
from obcgen.history.settled import Settled, settle_all
from obcgen.history.steps import Step, steps
from obcgen.pack import open_pack
from obcgen.problems import Problem
from obcgen.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class History:
    """What a folder tells of a deal. `problems` say what breaks it, and what was edited by hand."""

    folder: Path
    steps: tuple[Step, ...]
    settled: tuple[Settled, ...]
    documents: tuple[Held, ...]
    problems: tuple[Problem, ...]


def find_history(
    folder: str | PathLike[str],
    *,
    pack: str | PathLike[str] | None = None,
    quick: bool = False,
    progress: Progress = silent,
) -> History:
    """Return the history of a deal from the files of its folder alone.

    Each document is made again and compared; `quick` asks only which spec it carries. Without `pack` each
    file is read with the pack that it names.

    Raises:
        ObcgenError: the folder or the pack cannot be read, or the folder holds no spec.
    """
    folder = Path(folder)
    progress(f"Reading {folder}")
    linked = chain(folder)
    made, faults = steps(linked.links, open_pack(str(pack)) if pack else None)
    results, unsettled = settle_all(linked.results, made, is_broken=bool(linked.problems or faults))
    held = documents(folder, made, linked.results, progress, quick=quick)
    of_documents = (problem for each in held for problem in each.problems)
    return History(folder, made, results, held, (*linked.problems, *faults, *unsettled, *of_documents))
