"""Each document of a folder held against the step that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from obcgen.addendum import made_again as addendum_again
from obcgen.amendment import made_again
from obcgen.amendments.earned import Earned, earned_before
from obcgen.document.embedded import hash_of
from obcgen.history.faults import edited, in_document, not_held, other_spec
from obcgen.history.steps import FOR_BIDDERS, OF_CONTRACT, Step
from obcgen.inspection.carried import Carried, carried
from obcgen.inspection.faults import FOREIGN
from obcgen.inspection.inspection import Inspection, compared, inspect, with_signatures
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.published import DOCUMENT, NUMBER, OF_TWO, VERSION

if TYPE_CHECKING:
    from obcgen.progress import Progress

SUFFIXES = frozenset({".docx", ".docm", ".pdf", ".html"})
OUTPUT = "output"
"""Where commands write unless they are told otherwise."""
MOST_FILES = 300
State = Literal["identical", "same words", "carries it", "edited", "other spec", "not compared"]
"""`carries it`: the spec inside is that of its step; whether the words are was not asked."""


@dataclass(frozen=True, slots=True)
class Held:
    """One document: what it is, the step that it was made from, and whether it still says what that makes.

    `clauses` are those that were edited, by number and title.
    """

    file: str
    kind: str
    step: str
    state: State
    clauses: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def documents(
    folder: Path, steps: Sequence[Step], results: Sequence[Path], progress: Progress, *, quick: bool
) -> tuple[Held, ...]:
    """Return every document in a folder and its `output` that carries a spec of obcgen's.

    Each is made again and compared, clause by clause; `quick` asks only which spec it carries.
    """
    of = _Folder(folder, steps, results, progress, quick)
    found = (_held(path, of) for path in _files(folder))
    return tuple(each for each in found if each is not None)


def _files(folder: Path) -> tuple[Path, ...]:
    places = [place for place in (folder, folder / OUTPUT) if place.is_dir()]
    paths = (path for place in places for path in sorted(place.iterdir()))
    found = (path for path in paths if path.suffix.lower() in SUFFIXES and path.name[0] not in "~.")
    return tuple(islice(found, MOST_FILES))


@dataclass(frozen=True, slots=True)
class _Folder:
    """What every document of a folder is held against."""

    path: Path
    steps: Sequence[Step]
    results: Sequence[Path]
    progress: Progress
    quick: bool


def _held(path: Path, of: _Folder) -> Held | None:
    name = path.relative_to(of.path).as_posix()
    of.progress(f"Reading {name}")
    try:
        one = carried(path)
        if VERSION not in one.found.properties or one.found.text is None:
            return None
        return _against_step(one, path, name, of)
    except ObcgenError as error:
        return Held(name, "", "", "not compared", problems=(not_held(name, error.problems[0]),))


def _against_step(one: Carried, path: Path, name: str, of: _Folder) -> Held:
    kind, number = (one.found.properties.get(key, "") for key in (DOCUMENT, NUMBER))
    step = made_from(kind, hash_of(one.found.text or ""), of.steps)
    if step is None or (kind in OF_TWO and step.kind != kind):
        near = [each.file for each in of.steps if _may_make(kind, number, each)]
        fault = other_spec(name, number, near)
        return Held(name, kind, "", "other spec", problems=(fault,))
    if of.quick and not one.problems:
        return Held(name, kind, step.file, "carries it")
    if kind in OF_TWO:
        before = next(each for each in of.steps if each.link.path == step.link.named)
        made = (_amendment if kind == "amendment" else _addendum)(one, before, step, of)
        found = with_signatures(made, of.progress)
    else:
        found = inspect(path, step.read.pack, of.progress)
    return _judged(name, kind, step, found)


def made_from(kind: str, sha256: str, steps: Sequence[Step]) -> Step | None:
    """Return the step whose spec a document carries."""
    seen_by = OF_CONTRACT if kind in {"contract", "amendment"} else FOR_BIDDERS
    return next((each for each in steps if each.hashes[seen_by] == sha256), None)


def _may_make(kind: str, number: str, step: Step) -> bool:
    """Tell whether a document of a kind and number is one that a step makes."""
    if kind in OF_TWO and step.kind != kind:
        return False
    if kind in {"contract", "amendment"}:
        return bool(step.spec.provider and step.spec.agreement and step.spec.agreement.number == number)
    return step.kind in {"rfp", "addendum"} and step.spec.document.number == number


def _judged(name: str, kind: str, step: Step, found: Inspection) -> Held:
    strange = [each for each in found.problems if each.code == FOREIGN.code]
    wrong = [in_document(name, each) for each in found.problems if is_error(each)]
    if found.state == "different":
        clauses = found.other_clauses
        return Held(name, kind, step.file, "edited", clauses, (edited(name, clauses), *wrong, *strange))
    if found.state == "not compared":
        wrong = [not_held(name, each) for each in found.problems if is_error(each)]
    return Held(name, kind, step.file, found.state, problems=(*wrong, *strange))


def _addendum(one: Carried, before: Step, step: Step, of: _Folder) -> Inspection:
    """Compare an addendum with the one that its two specs make."""
    made = addendum_again(before.read, step.read, one.form, of.progress)
    return compared(one, *made, one.problems, of.progress)


def _amendment(one: Carried, before: Step, step: Step, of: _Folder) -> Inspection:
    """Compare an amendment with the one that its two specs make, with results that it may have named."""
    found = _compared(one, before, step, None, of.progress)
    for earned in _earned(before, step, of.results) if found.state == "different" else ():
        with_results = _compared(one, before, step, earned, of.progress)
        if with_results.state != "different":
            return with_results
    return found


def _compared(
    one: Carried, before: Step, step: Step, earned: Earned | None, progress: Progress
) -> Inspection:
    tree, again = made_again(before.read, step.read, one.form, earned, progress)
    return compared(one, tree, again, one.problems, progress)


def _earned(before: Step, step: Step, results: Sequence[Path]) -> Iterator[Earned]:
    """Yield what each file of results earns that the amendment may have named."""
    for path in results:
        with suppress(ObcgenError):
            if (
                step.day
                and (found := earned_before(before.spec, step.spec, path, step.day)).verified < step.day
            ):
                yield found
