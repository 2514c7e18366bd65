"""Which changes a Problem is about, and what is left for an edit when one of them may not be."""

from __future__ import annotations

from obcgen.problems import Problem
from obcgen.taken_back.claims import Claim, OfOutline, OfValue, OfWords, path_of
from obcgen.taken_back.made import PROPOSED


def is_a(kind: type, claim: Claim) -> bool:
    """Tell whether a change is of a kind."""
    return isinstance(claim, kind)


def is_other(claim: Claim, faulty: OfValue) -> bool:
    """Tell whether a way of taking an edit back is left where a value may not be what it would become."""
    return path_of(claim) != faulty.leaf.path and not (isinstance(claim, OfWords) and claim.frozen)


def is_named(problem: Problem, claim: Claim) -> bool:
    """Tell whether a problem names the part of the outline that a claim is about: the others may stay."""
    return isinstance(claim, OfOutline) and problem.found in {claim.clause, claim.other} - {""}


def is_about(problem: Problem, claim: Claim) -> bool:
    """Tell whether a problem is about the value, the clause or the outline that a change is made in."""
    match claim:
        case OfValue():
            path = problem.path
            size = min(len(path), len(claim.leaf.path))
            return size > 1 and path[:size] == claim.leaf.path[:size]
        case OfWords():
            file = problem.place.file if problem.place else ""
            return any(file.endswith(f"{PROPOSED}/{cut.path}") for cut in claim.cuts) or any(
                problem.found and problem.found == cut.path.rpartition("/")[2].removesuffix(".md")
                for cut in claim.cuts
            )
        case OfOutline():
            return problem.place is not None and "outline" in problem.place.file
