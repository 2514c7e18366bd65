"""What keeps an edited document from being taken back: kinds of Problems, and how each is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as File

from obcgen.problems import Kind, Path, Problem, dotted

NOT_WORD = Kind("TKB-01", "An edited document that is no Word file")
NOT_EDITED = Kind("TKB-02", "A document that says what its spec says")
OTHER_DEAL = Kind("TKB-03", "An edited document of another deal")
OTHER_SPEC = Kind("TKB-04", "A spec that was changed since the document was made")
WHICH_DOCUMENT = Kind("TKB-05", "A document that does not say which one it is")
CHANGED_SINCE = Kind("TKB-06", "A spec or pack that was changed since the proposal was made")
NO_PACK = Kind("TKB-07", "Words of clauses without a pack to put them into")
NO_SPEC_INSIDE = Kind("TKB-09", "An edited document that no longer carries its spec", "warning")
NO_PROPOSAL = Kind("TKB-10", "A proposal that cannot be read")
OTHER_DOCUMENT = Kind("TKB-11", "An edited document that is another than was said")
OTHER_GROUND = Kind("TKB-12", "A pack that does not build on the one the document was made with")
PACK_NOT_NAMED = Kind("TKB-13", "Words of clauses in a pack that the spec does not name", "warning")
READ_ONLY = Kind("TKB-14", "A read-only file that would be written over")
_MOST = 5


def not_word(form: str) -> Problem:
    """Say that edits are read from Word files only."""
    return NOT_WORD.problem(
        f"Edits are taken back from Word files, and this is a file of the format {form}.",
        found=form,
        expected="a .docx file",
        hint="Give the Word file that was edited. From Google Docs, download the document as Microsoft Word.",
    )


def not_edited(file: str) -> Problem:
    """Say that there is nothing to take back."""
    return NOT_EDITED.problem(
        f"{file} says what its spec says, and has no comments: there is nothing to take back.",
        found="no edits",
        expected="a document that somebody edited",
        hint="Check that it is the copy that was sent back, and that it was saved.",
    )


def other_deal(found: str, expected: str) -> Problem:
    """Say that the document was made of another deal."""
    return OTHER_DEAL.problem(
        f"This document was made of the deal {found}, and the spec is that of {expected}.",
        found=found,
        expected=expected,
        hint="Give the spec from which the document was made.",
    )


def other_spec(spec: str, paths: Sequence[Path]) -> Problem:
    """Say that the spec is not as it was when the document was made."""
    named = ", ".join(dotted(path) for path in paths[:_MOST])
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    return OTHER_SPEC.problem(
        f"{spec} was changed since this document was made: {named}{more}. What was edited cannot be told "
        "from what the spec changed.",
        found=named + more,
        expected="the spec from which the document was made",
        hint="Give the spec as it was when the document was sent out, or send out the document of today.",
    )


def which_document() -> Problem:
    """Say that the program which saved the document dropped what it says of itself."""
    return WHICH_DOCUMENT.problem(
        "This document no longer says whether it is an RFP or a contract: the program that saved it last "
        "dropped that.",
        expected="--document",
        hint="Say it: --document rfp, --document contract or --document draft-contract.",
    )


def other_document(stated: str, said: str) -> Problem:
    """Say that the file states another kind of document than the user."""
    return OTHER_DOCUMENT.problem(
        f"This document says that it is the {stated.replace('-', ' ')}, and --document says {said}.",
        found=stated,
        expected=said,
        hint=f"Write --document {stated}, or leave the option out: it is for files that no longer say it.",
    )


def changed_since(what: str) -> Problem:
    """Say that a file is not as it was when the proposal was made."""
    return CHANGED_SINCE.problem(
        f"{what} was changed since the proposal was made, so nothing was applied.",
        found="other contents",
        expected="the contents that the proposal was made from",
        hint="Make the proposal again: remove its folder and run obcgen take-back without --apply.",
    )


def no_pack(count: int) -> Problem:
    """Say that words of clauses need a pack."""
    files = "1 file" if count == 1 else f"{count} files"
    return NO_PACK.problem(
        f"The proposal changes words of clauses ({files}), which no spec holds. Nothing was applied.",
        expected="--pack DIR, a pack of your own",
        hint="Make one with obcgen pack new DIR, let its pack.yaml inherit the pack of the spec, and give "
        "--pack DIR. To apply the values alone, remove the folder pack from the proposal.",
    )


def read_only(file: File) -> Problem:
    """Say that somebody has set a file to read-only, so nothing is written."""
    return READ_ONLY.problem(
        f"{file} is read-only, so nothing was applied.",
        found="a read-only file",
        expected="a file that may be written",
        hint="Ask whoever keeps it. If it may change, allow writing to it, and apply again.",
    )


def other_ground(pack: str, missing: str) -> Problem:
    """Say that the pack which would take the clauses leaves out the one that the document was made with."""
    return OTHER_GROUND.problem(
        f"The document was made with the pack {missing}, and {pack} does not build on it: its clauses would "
        "be lost. Nothing was applied.",
        found=f"{pack} without {missing}",
        expected=f"inherits: {missing}",
        hint=f"Write inherits: {missing} into the pack.yaml of {pack}, and apply again.",
    )


def pack_not_named(spec: str, folder: str) -> Problem:
    """Say that documents made of the spec alone would lack the words that were just put into a pack."""
    return PACK_NOT_NAMED.problem(
        f"{spec} does not name the pack that now holds the words that were agreed. A document made without "
        "that pack leaves them out.",
        found="another pack, or none",
        expected=f"pack: {folder}",
        hint=f"Write pack: {folder} at the top of {spec}, or give --pack to each command from now on.",
    )


def no_spec_inside(spec: str) -> Problem:
    """Say that it cannot be seen whether the document was made of this spec."""
    return NO_SPEC_INSIDE.problem(
        f"The document no longer carries the spec that it was made from, so {spec} is taken for that.",
        found="no spec in the file",
        expected="the spec that obcgen put into it",
        hint="If many edits are listed that nobody made, it was made from another spec.",
    )


def no_proposal(folder: str, why: str) -> Problem:
    """Say that there is no proposal to apply."""
    return NO_PROPOSAL.problem(
        f"There is no proposal in {folder} that could be applied: {why}.",
        found=why,
        expected="the folder that obcgen take-back wrote",
        hint="Run obcgen take-back without --apply first.",
    )
