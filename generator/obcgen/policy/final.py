"""What may not be open in a document that calls itself final."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.law.law import Law
from obcgen.policy.federal import applies, is_open
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.shapes import texts_of

PLACEHOLDER = Kind("FIN-01", "A final document with a blank in it")
UNCONFIRMED = Kind("FIN-02", "A final document on law that counsel has not confirmed")
OPEN_WAIVER = Kind("FIN-03", "A final document with a waiver that nobody has accepted")

_BLANK = re.compile(
    r"\[[^\]\n]{0,80}\](?!\()|\b(?:TBD|TBC|TBA|TODO|XXX+)\b"
    r"|\bto be (?:determined|decided|announced|confirmed)\b|_{3,}"
    r"|[\w.+-]+@[\w.-]*\bexample(?:\.(?:com|org|net))?\b|\b(?:www\.)?example\.(?:com|org|net)\b",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(r"\b(?:accepted|approved|decided) by\b.*\b\d{4}\b", re.IGNORECASE | re.DOTALL)


@rule(PLACEHOLDER, "document", source="contract practice")
def nothing_is_blank(spec: Spec) -> Iterator[Problem]:
    """A final document holds no blank, no TBD and no address of an example."""
    for path, text in texts_of(spec) if _is_final(spec) else ():
        blank = _BLANK.search(text)
        if blank:
            yield PLACEHOLDER.problem(
                f"The document is final, but this still holds “{blank[0]}”.",
                path=path,
                found=blank[0],
                expected="what it stands for",
                hint="Fill it in, or write status: draft.",
            )


@rule(UNCONFIRMED, "document", "funding", source="2 CFR Part 200, Appendix II", reads_law=True)
def law_is_confirmed(spec: Spec, law: Law) -> Iterator[Problem]:
    """A final document with federal money rests on law that counsel has confirmed."""
    federal = any(source.federal for source in spec.funding.sources.values())
    names = [
        f"Appendix II {clause.letter}"
        for clause in law.clauses
        if is_open(clause, law) and applies(clause, spec, law)
    ]
    if _is_final(spec) and federal and names:
        yield UNCONFIRMED.problem(
            f"The document is final, but {len(names)} of its federal clauses are still to be confirmed by "
            "counsel.",
            path=("document", "status"),
            found=", ".join(names),
            expected="status: confirmed in your pack: clauses in shared/law.yaml, amounts in "
            "shared/thresholds.yaml",
            hint="Have counsel confirm them and give the pack with --pack; until then write status: draft.",
        )


@rule(OPEN_WAIVER, "document", "waive", source="contract practice")
def waivers_are_accepted(spec: Spec) -> Iterator[Problem]:
    """In a final document each waiver says who accepted it and when."""
    for code, reason in (spec.waive or {}).items() if _is_final(spec) else ():
        if not _ACCEPTED.search(reason):
            yield OPEN_WAIVER.problem(
                f"The document is final, but nobody has accepted the waiver of {code}.",
                path=("waive", code),
                found=reason,
                expected="who accepted it and when",
                hint="Add to the reason: accepted by the Superintendent on 2027-02-15.",
            )


def _is_final(spec: Spec) -> bool:
    return spec.document.status == "final"


ALWAYS = (nothing_is_blank, law_is_confirmed, waivers_are_accepted)
