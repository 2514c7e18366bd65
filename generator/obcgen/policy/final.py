"""What may not be open in a document that calls itself final."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.counsel.asked import standing, told, unconfirmed
from obcgen.counsel.blank import blank_in
from obcgen.counsel.changed import CHANGED, has_changed
from obcgen.counsel.of_law import asked_of_law
from obcgen.counsel.stand_ins import SAMPLE, defined
from obcgen.law.law import Law
from obcgen.policy.federal import law_hint
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.spec.once import all_texts

PLACEHOLDER = Kind("FIN-01", "A final document with a blank in it")
UNCONFIRMED = Kind("FIN-02", "A final document on law that counsel has not confirmed")
OPEN_WAIVER = Kind("FIN-03", "A final document with a waiver that nobody has accepted")

_ACCEPTED = re.compile(r"\b(?:accepted|approved|decided) by\b.*\b\d{4}\b", re.IGNORECASE | re.DOTALL)


@rule(PLACEHOLDER, "document", source="contract practice")
def nothing_is_blank(spec: Spec) -> Iterator[Problem]:
    """A final document holds no blank, no TBD and no address of an example."""
    texts = tuple(all_texts(spec)) if _is_final(spec) else ()
    known = defined(text for _, text in texts)
    for path, text in texts:
        if path[0] == "summary":  # on no document that is signed or awarded, and todo is a word of Spanish
            continue
        sample = SAMPLE.search(text) if path == ("document", "notice") else None
        if blank := sample[0] if sample else blank_in(text, known=known):
            yield PLACEHOLDER.problem(
                f"The document is final, but this still holds “{blank}”.",
                path=path,
                found=blank,
                expected="what it stands for",
                hint="Fill it in, or write status: draft.",
            )


@rule(UNCONFIRMED, "document", "funding", source="2 CFR Part 200, Appendix II", reads_law=True)
def law_is_confirmed(spec: Spec, law: Law) -> Iterator[Problem]:
    """A final document with federal money rests on law that counsel has confirmed."""
    open_ = unconfirmed(asked_of_law(spec, law), spec.confirmed) if _is_final(spec) else ()
    if open_:
        yield UNCONFIRMED.problem(
            "The document is final, but counsel has not confirmed "
            f"{_count(len(open_), 'entry', 'entries')} of the federal law on which it rests.",
            path=("document", "status"),
            found="; ".join(map(told, open_)),
            expected="for each of them who confirmed it, when, and the imprint of what was read",
            hint=law_hint(each.asked for each in open_),
        )


@rule(CHANGED, "funding", source="contract practice", reads_law=True)
def confirmed_law_is_the_same(spec: Spec, law: Law) -> Iterator[Problem]:
    """What counsel confirmed of the law still reads as it did then."""
    for asked in asked_of_law(spec, law):
        found = standing(asked, spec.confirmed)
        if found.state == "changed":
            yield has_changed(found, spec.confirmed)


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


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


ALWAYS = (nothing_is_blank, law_is_confirmed, confirmed_law_is_the_same, waivers_are_accepted)
