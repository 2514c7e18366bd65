"""What breaks the history of a deal: kinds of Problems, and how each is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from obcgen.problems import Kind, Place, Problem
from obcgen.words import listed

NO_FOLDER = Kind("HIS-01", "A folder that holds no deal")
NOT_THERE = Kind("HIS-02", "A file that extends one that is not in the folder")
CIRCLE = Kind("HIS-03", "Files that extend one another in a circle")
FORKED = Kind("HIS-04", "Two files that change the same one")
SAME_NUMBER = Kind("HIS-05", "Two files with the same number")
HAS_ERRORS = Kind("HIS-06", "A file of the chain that has errors")
EDITED = Kind("HIS-07", "A document that says something else than its spec")
OTHER_SPEC = Kind("HIS-08", "A document whose spec is none of the folder")
NOT_HELD = Kind("HIS-09", "A document that cannot be held against its spec", "warning")
NO_CONTRACT = Kind("HIS-10", "Results of a contract that the folder does not hold")
NOT_FILLED_IN = Kind("HIS-11", "Results that are not filled in yet", "warning")


def no_folder(folder: str, why: str) -> Problem:
    """Say that a folder cannot be read."""
    message = f"{folder} cannot be read as a folder: {why}."
    return NO_FOLDER.problem(message, found=folder, hint="Name the folder that holds the deal's files.")


def no_chain(folder: str) -> Problem:
    """Say that a folder holds no spec."""
    return NO_FOLDER.problem(
        f"{folder} holds no spec.",
        found="no YAML file with sections of a spec",
        expected="rfp.yaml and the files that extend it",
        hint="Name the folder that holds them; obcgen new DIR starts one.",
    )


def too_many(folder: str, found: int, most: int) -> Problem:
    """Say that a folder holds more files than a deal has."""
    return NO_FOLDER.problem(
        f"{folder} holds {found:,} YAML files; a deal has {most} at most.",
        found=f"{found:,} files",
        hint="Put each deal into a folder of its own.",
    )


def not_there(path: Path, extends: str) -> Problem:
    """Say that a link of the chain is missing."""
    return NOT_THERE.problem(
        f"{path.name} extends {extends}, which is not there.",
        place=Place(str(path), 1, 1),
        found=extends,
        expected="the name of a file in the folder",
        hint="Put the file back, or correct the line extends: in this one.",
    )


def outside(path: Path, extends: str) -> Problem:
    """Say that a chain leads out of its folder."""
    return NOT_THERE.problem(
        f"{path.name} extends {extends}, which lies outside the folder.",
        place=Place(str(path), 1, 1),
        found=extends,
        expected="the name of a file in the folder",
        hint="Copy that file into this folder, and name it alone.",
    )


def circle(names: Sequence[str], path: Path) -> Problem:
    """Say that some files have no first one."""
    way = " extends ".join((*names, names[0]))
    return CIRCLE.problem(
        f"No file is the first: {way}.",
        place=Place(str(path), 1, 1),
        found=way,
        expected="one file that extends none",
        hint="Remove the line extends: from the file that came first.",
    )


def forked(base: str, files: Sequence[Path]) -> Problem:
    """Say that a history goes two ways."""
    return FORKED.problem(
        f"{listed([path.name for path in files])} all change {base}."
        if len(files) > 2
        else f"{files[0].name} and {files[1].name} both change {base}.",
        place=Place(str(files[-1]), 1, 1),
        found=f"{len(files)} files that extend {base}",
        expected="one file after each; several contracts of one RFP have a number each",
        hint=f"Let {files[-1].name} extend {files[0].name}, or move what was given up out of the folder.",
    )


def same_number(number: str, first: str, second: Path) -> Problem:
    """Say that two files are called the same."""
    return SAME_NUMBER.problem(
        f"{first} and {second.name} are both {number}.",
        place=Place(str(second), 1, 1),
        found=number,
        expected="a number of its own for each",
        hint="Move the one that was given up out of the folder, or give it the next number.",
    )


def has_errors(path: Path, first: Problem, count: int) -> Problem:
    """Say that what a file changed cannot be told."""
    more = f" There are {count - 1} more." if count > 1 else ""
    return HAS_ERRORS.problem(
        f"{path.name} has an error: {first.message}{more}",
        place=first.place or Place(str(path), 1, 1),
        found=first.code,
        expected="a file without errors",
        hint=f"Run obcgen check {path.name} in its folder.",
    )


def edited(file: str, clauses: Sequence[str]) -> Problem:
    """Say which clauses of a document were changed by hand."""
    return EDITED.problem(
        f"{file} was edited by hand: {listed(list(clauses))}.",
        found=f"{len(clauses)} clause{'s' * (len(clauses) != 1)} with other words",
        expected="the words that its spec makes",
        hint="Run obcgen inspect to see the words; obcgen take-back brings an edit of a Word file into the "
        "spec; or make the document again.",
    )


def other_spec(file: str, number: str, files: Sequence[str]) -> Problem:
    """Say that a document was made from values that no file of the folder has."""
    source = f"{listed(list(files), 'or')} was changed since" if files else "no file has that number"
    return OTHER_SPEC.problem(
        f"{file} ({number}) was made from other values: {source}.",
        found="a spec that no file of the folder makes",
        expected="a document that its file makes",
        hint="Put that file back as it was; what changes afterwards goes into a file that extends it. Or "
        "make the document again.",
    )


def in_document(file: str, fault: Problem) -> Problem:
    """Say in which of the folder's documents something is not as it was."""
    return replace(fault, message=f"{file}: {fault.message}")


def not_held(file: str, why: Problem) -> Problem:
    """Say why a document was not compared."""
    return NOT_HELD.problem(f"{file} was not compared: {why.message}", found=why.code, hint=why.hint)


def no_contract(path: Path, number: str, *, is_broken: bool) -> Problem:
    """Say that nothing in the folder can settle some results; a broken chain may be why."""
    if is_broken:
        hint = "The contract may stand in a file that is told of above: mend that file first."
    else:
        hint = "Put the contract's file into the folder, or move the results to it."
    return NO_CONTRACT.problem(
        f"{path.name} holds results of the contract {number}, and no file of the chain makes it.",
        place=Place(str(path), 1, 1),
        found=number,
        expected="the number of a contract in the folder",
        hint=hint,
    )


def not_filled_in(path: Path, blanks: Sequence[Problem]) -> Problem:
    """Say that results still have blanks, as `settle --start` writes them, and so are not settled."""
    return NOT_FILLED_IN.problem(
        f"{path.name} is not filled in yet, so it is not settled.",
        place=blanks[0].place,
        found=f"{len(blanks)} blank{'s' * (len(blanks) != 1)}",
        expected="verified results",
        hint=f"Fill in its blanks; obcgen settle SPEC {path.name} lists them.",
    )
