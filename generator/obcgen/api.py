"""What an engineer calls by name: `import obcgen` hands out all of it, and the commands walk the same road.

A spec is read once, then asked: what is wrong in it, what falls due when, what a document says. Every answer
is a frozen value. What the writer of a spec did wrong is raised as an ObcgenError, which carries Problems.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from obcgen.checking import read_and_check as survey_of
from obcgen.checking import sound
from obcgen.pack import open_pack
from obcgen.problems import Problem, listed_texts, yes_or_no
from obcgen.progress import Progress, silent
from obcgen.reading import Reading, reading, reading_of_text, reading_of_values

if TYPE_CHECKING:
    from obcgen.account.account import Account
    from obcgen.account.schedule import Schedule
    from obcgen.layout import Built
    from obcgen.naming import NamedFor
    from obcgen.pack import Pack
    from obcgen.package import Part
    from obcgen.review.review import Review
    from obcgen.scenarios.found import Found
    from obcgen.spec import Spec
    from obcgen.summary import Audience

Where = str | PathLike[str]
Document = Literal["rfp", "response", "contract", "draft-contract"]
WORD_AND_PDF = ("docx", "pdf")


# A spec is read


def read(path: Where, *, pack: Where | None = None, settings: Sequence[str] = ()) -> Reading:
    """Read a spec from a file, over the file that it extends if it names one.

    Args:
        path: the YAML file.
        pack: a district's pack: a folder, a zip file or the name of a shipped one; else the spec's own.
        settings: values over those of the file, each as `document.status=final`.

    Raises:
        ObcgenError: the file is no YAML, or the pack cannot be read. Lesser faults wait for `check`.
    """
    listed_texts("settings", settings)
    return reading(Path(path), _pack(pack), settings)


def read_text(
    text: str, *, name: str = "spec.yaml", pack: Where | None = None, settings: Sequence[str] = ()
) -> Reading:
    """Read a spec from the text of its file; `name` is what places call it.

    Raises:
        ObcgenError: as `read`. A text has no folder: it extends no file, and names no pack but a shipped one.
    """
    listed_texts("settings", settings)
    return reading_of_text(text, name, _pack(pack), settings)


def read_mapping(
    values: Mapping[str, object],
    *,
    name: str = "spec",
    pack: Where | None = None,
    settings: Sequence[str] = (),
) -> Reading:
    """Read a spec from plain Python values: dict, list, str, int, Decimal, bool and date.

    Amounts and shares are texts, as in a file: "$900", "45%". Problems name the path in place of a line.

    Raises:
        ObcgenError: it is no mapping or nested too deep, or the pack cannot be read. A float waits for
            `check`.
    """
    listed_texts("settings", settings)
    return reading_of_values(values, name, _pack(pack), settings)


def _pack(named: Where | None) -> Pack | None:
    return None if named is None else open_pack(str(named))


# A spec is asked


def check(spec: Reading, document: Document | None = None) -> tuple[Problem, ...]:
    """Return all that is wrong, weak or missing in a spec, for one document or as it stands.

    Raises:
        ObcgenError: what was read is no spec.
    """
    source, read, problems = survey_of(spec, document)
    if not (read.document and read.document.status == "final"):
        return problems
    from obcgen.trees import still_open

    return (*problems, *still_open(document, source, read, problems, spec.pack))


def model(spec: Reading, document: Document | None = None) -> Spec:
    """Return a spec without errors as typed values, such as `model(spec).funding.not_to_exceed`.

    Raises:
        ObcgenError: the spec has errors.
    """
    return sound(spec, document)[1]


def schedule(spec: Reading) -> Schedule:
    """Return every payment by date, and what they come to at most.

    Raises:
        ObcgenError: the spec has errors.
    """
    from obcgen.account.schedule import schedule as schedule_of

    return schedule_of(model(spec))


def find_scenarios(spec: Reading) -> Found:
    """Return what the deal costs if nothing, what is expected, the target or everything is reached.

    Raises:
        ObcgenError: the spec has errors.
    """
    from obcgen.forecast import forecast

    return forecast(spec, spec.pack)[2]


def settle(spec: Reading, results: Where) -> Account:
    """Return what is due under a contract for the verified results in a file.

    Raises:
        ObcgenError: the spec or the results have errors; nothing is settled then.
    """
    from obcgen.build import settled

    return settled(spec, Path(results))[2]


def review_spec(spec: Reading) -> Review:
    """Return what a spec answers of the checklist, also where it has errors; it shows what an RFP hides.

    Raises:
        ObcgenError: what was read is no spec.
    """
    from obcgen.reviewing import review as review_of

    return review_of(spec, spec.pack)


# Documents are built, as bytes by file name


def build_rfp(
    spec: Reading,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    only: Part | None = None,
    notes: bool = False,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return what bidders receive in `docx`, `pdf` or `html`; or with `notes` its annotated edition.

    That is the request for proposals, the response file, the price file and the draft agreement; or `only`
    one of them.

    Raises:
        ObcgenError: the spec has errors, or lacks what an RFP needs.
    """
    from obcgen.package import build_package

    yes_or_no(notes=notes)

    return build_package(spec, formats, spec.pack, only=only, notes=notes, names=names, progress=progress)


def build_contract(
    spec: Reading,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    draft: bool = False,
    parts: bool = False,
    notes: bool = False,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the contract; as a `draft` the agreement that bidders see, without the provider.

    In `parts` it is a file for each part, and the invoice as a file of its own, without drafting notes.

    Raises:
        ObcgenError: the spec has errors, lacks what a contract needs, or its contract has no parts.
    """
    yes_or_no(draft=draft, parts=parts, notes=notes)
    kind: Document = "draft-contract" if draft else "contract"
    if not parts:
        return _document(kind, spec, formats, notes=notes, names=names, progress=progress)
    from obcgen.in_parts import build_parts

    return build_parts(kind, spec, formats, spec.pack, names=names, progress=progress)


def _document(
    kind: Document,
    spec: Reading,
    formats: Sequence[str],
    *,
    notes: bool,
    names: NamedFor,
    progress: Progress,
) -> Built:
    from obcgen.build import build

    return build(kind, spec, formats, spec.pack, notes=notes, names=names, progress=progress)


def build_schedule(
    spec: Reading, formats: Sequence[str] = ("xlsx",), *, names: NamedFor = "document"
) -> Built:
    """Return the payment schedule as files: `csv`, or `xlsx` with live formulas.

    Raises:
        ObcgenError: the spec has errors.
    """
    from obcgen.build import build_schedule as build_of

    return build_of(spec, formats, names=names)


def build_statement(
    spec: Reading,
    results: Where,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    edition: Literal["full", "finance"] = "full",
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the settlement statement in `docx`, `pdf`, `csv` or `xlsx`; the finance edition names nobody.

    Raises:
        ObcgenError: the spec or the results have errors, or no finance edition can be made.
    """
    from obcgen.build import build_settlement

    return build_settlement(spec, Path(results), formats, edition, spec.pack, names=names, progress=progress)


def build_estimate(
    spec: Reading,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    day: date | None = None,
    today: date | None = None,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the independent cost estimate, which is not for publication.

    `day` dates it in place of the spec's `estimate.on`; where there is neither, `today` does.

    Raises:
        ObcgenError: the spec has errors, or nothing dates the estimate.
    """
    from obcgen.estimate import build_estimate as build_of

    return build_of(spec, formats, spec.pack, day=day, today=today, named=names, progress=progress)


def build_summary(
    spec: Reading,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    audiences: Sequence[Audience] = ("board", "families"),
    languages: Sequence[str] = ("en",),
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return a page about the deal for each audience, in each language: what an RFP may show, no more.

    Raises:
        ObcgenError: the spec has errors, or the templates do not have a language.
    """
    from obcgen.summary import build_summary as build_of

    return build_of(spec, audiences, languages, formats, spec.pack, named=names, progress=progress)


def build_review(
    spec: Reading,
    formats: Sequence[str] = WORD_AND_PDF,
    *,
    names: NamedFor = "document",
    progress: Progress = silent,
) -> Built:
    """Return the review in `docx` or `pdf`; its problems are what the review found.

    Raises:
        ObcgenError: what was read is no spec.
    """
    from obcgen.reviewing import build_review as build_of

    return build_of(spec, formats, spec.pack, names=names, progress=progress)


def save(built: Built, folder: Where, *, replace: bool = False) -> tuple[Path, ...]:
    """Write every file into a folder, or none; one that somebody changed stays, unless `replace` is given.

    An estimate and a statement that names participants can be read by their owner alone.

    Raises:
        ObcgenError: a file would be lost, or the folder cannot be written.
    """
    from obcgen.files import save as save_files

    yes_or_no(replace=replace)

    return save_files(built.files, Path(folder), replace=replace, private=built.private)
