"""What may be wrong with a finished document: kinds of Problems, and how each is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from obcgen.problems import Kind, Problem
from obcgen.words import listed

UNREADABLE = Kind("INS-01", "A document that cannot be opened")
NOT_OURS = Kind("INS-02", "A document that does not say it is an RFP or contract of obcgen's")
NO_SPEC = Kind("INS-03", "A document that has lost its spec")
CHANGED_SPEC = Kind("INS-04", "An embedded spec that was changed")
CANNOT_REBUILD = Kind("INS-05", "A document that cannot be made again")
OTHER_VERSION = Kind("INS-06", "A document of another version of obcgen", "warning")
OTHER_PACK = Kind("INS-07", "A document of another pack", "warning")

OTHER_WORDS = Kind("INS-08", "A document whose words are not those of its spec", "warning")
ONLY_SPEC = Kind("INS-09", "A document of which only the spec inside is compared", "warning")

FOREIGN = Kind("INS-10", "A Word file that holds what no document of obcgen's does", "warning")


def unreadable(file: str, why: str) -> Problem:
    """Say that a file cannot be opened."""
    return UNREADABLE.problem(f"{file} {why}.", found=file, hint="Check the name and the folder.")


def not_ours() -> Problem:
    """Say that a document does not state what obcgen writes into RFPs and contracts, and only there."""
    return NOT_OURS.problem(
        "This document does not say that it is an RFP or a contract that obcgen made.",
        expected="the properties that obcgen writes into each RFP and contract",
        hint="Inspect the RFP or contract as obcgen wrote it: printing to PDF and some converters drop what "
        "it carries. Estimates, reviews, schedules, statements and summaries carry no spec and cannot be "
        "inspected.",
    )


def no_spec() -> Problem:
    """Say that a document of ours carries no spec any more."""
    return NO_SPEC.problem(
        "The spec that this document was made from is no longer inside it.",
        expected="the embedded spec",
        hint="Whoever saved it last used a program that drops it; inspect an earlier copy.",
    )


def changed_spec(stated: str, found: str) -> Problem:
    """Say that the embedded spec is not the one that obcgen put there."""
    return CHANGED_SPEC.problem(
        "The spec inside this document is not the one that obcgen put there.",
        found=f"SHA-256 {found}",
        expected=f"SHA-256 {stated}" if stated else "the SHA-256 that obcgen states",
        hint="Do not rely on it; take the document from whoever published it.",
    )


def unknown_kind(kind: str) -> Problem:
    """Say that a document is none that this version makes."""
    return CANNOT_REBUILD.problem(
        f"This version of obcgen makes no document of the kind “{kind}”.",
        found=kind,
        expected="rfp, draft-contract or contract",
        hint="Inspect it with the version that made it.",
    )


def made_of_two(kind: str) -> Problem:
    """Say that a document is made from two specs, of which it carries the later one."""
    return CANNOT_REBUILD.problem(
        f"An {kind} is made from two specs, and carries one: it cannot be compared by itself.",
        found=f"an {kind}",
        expected="rfp, draft-contract or contract",
        hint="Run obcgen history on the folder that holds both specs; --spec writes out the one inside.",
    )


def cannot_rebuild(problems: tuple[Problem, ...]) -> Problem:
    """Say that the embedded spec makes no document: it has these faults, or the pack has."""
    first = problems[0]
    where = f" (line {first.place.line})" if first.place else ""
    more = f" There are {len(problems) - 1} more such faults." if len(problems) > 1 else ""
    return CANNOT_REBUILD.problem(
        f"The document cannot be made again from the spec inside it: {first.message}{where}{more}",
        found=first.code,
        expected="a spec that makes the document",
        hint="Write the spec into a file with obcgen inspect FILE --spec -o spec.yaml, and check that.",
    )


def other_version(made: str, now: str) -> Problem:
    """Say that another version made the document."""
    return OTHER_VERSION.problem(
        f"obcgen {made} made this document, and this is obcgen {now}: clauses may differ for that alone.",
        found=made,
        expected=now,
        hint=f"To compare without doubt, install that version: pip install obcgen=={made}.",
    )


def without_its_pack(stated: str) -> Problem:
    """Say that the document cannot be compared without the pack it was made with."""
    return OTHER_PACK.problem(
        "This document was made with a pack, so it is not compared with its spec here.",
        found=stated,
        expected="--pack with that pack",
        hint="Give the pack by its folder, or by its name, with --pack.",
    )


def other_pack(stated: str, given: str) -> Problem:
    """Say that the pack given is not the one that made the document, or was changed since."""
    return OTHER_PACK.problem(
        "This document was made with another pack, or the pack was changed since.",
        found=given,
        expected=stated,
        hint="Give the pack as it was when the document was made.",
    )


def other_words(file: Path, clauses: Sequence[str]) -> Problem:
    """Say that a document was edited by hand, which a comparison of the specs does not see."""
    return OTHER_WORDS.problem(
        f"{file.name} was edited by hand: {listed(list(clauses))}. Those edits are not compared, only the "
        "spec inside it.",
        found=f"{len(clauses)} clause{'s' * (len(clauses) != 1)} with other words",
        expected="the words that its spec makes",
        hint=f"Run {_look_at(file)} to see the words; obcgen take-back brings an edit of a Word file "
        "into the spec.",
    )


def only_spec(file: Path) -> Problem:
    """Say that nobody looked whether a document still says what its spec makes."""
    return ONLY_SPEC.problem(
        f"The spec inside {file.name} is compared, not its words: an edit by hand would not be seen.",
        found="a document that was not made again",
        expected="a document that says what its spec makes",
        hint=f"Run {_look_at(file)}; for an addendum or an amendment, run obcgen history on its folder.",
    )


def foreign(file: str, parts: Sequence[str]) -> Problem:
    """Say that a Word file holds a program, or parts that would lie outside it."""
    return FOREIGN.problem(
        f"{file} holds {listed(list(parts))}, as no document of obcgen's does. obcgen runs nothing of it and "
        "reads the words alone.",
        found=parts[0],
        expected="a .docx file without macros, whose parts all lie inside it",
        hint="Do not open it in Word before whoever sent it has told why; a contract needs none.",
    )


def _look_at(file: Path) -> str:
    return f"obcgen inspect {quote(str(file))}"
