"""What federal law adds: the clauses of Appendix II, the independent estimate, accessible documents.

These are notes: facts an officer must know. The figures come from the pack's dated data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from obcgen.counsel.asked import Asked, entry, unconfirmed
from obcgen.counsel.of_law import asked_of_law
from obcgen.law.law import Clause, Law
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

CLAUSES = Kind("PRO-08", "Federal clauses that the contract carries", "note")
ESTIMATE = Kind("PRO-09", "An independent estimate is needed before proposals come in", "note")
ACCESSIBLE = Kind("PRO-12", "From when the posted documents must be accessible", "note")
LISTING = Kind("PRO-23", "Federal money that is not called so, or its assistance listing", "warning")
_PROGRAMS = {
    "84.010A": r"\bTitle I\b(?!,? Part [B-Z])|\bESEA\b", "84.367A": r"\bTitle II\b",
    "84.365A": r"\bTitle III\b", "84.424A": r"\bTitle IV\b", "84.048A": r"\bPerkins\b",
    "84.027A": r"\bIDEA\b|Disabilities Education", "84.287C": r"\b21st Century Community\b",
    "84.425": r"\bESSER\b|\bGEER\b|\bAmerican Rescue Plan\b", "93.600": r"\bHead Start\b",
    "17.258": r"\bWIOA\b|\bWorkforce Innovation and Opportunity\b", "94.006": r"\bAmeriCorps\b",
    "93.558": r"\bTANF\b|\bTemporary Assistance for Needy\b", "21.027": r"\bFiscal Recovery Funds?\b",
    "14.218": r"\bCDBG\b|\bCommunity Development Block\b",
}  # fmt: skip
"""By assistance listing (sam.gov): the names under which federal money is known."""
SIMPLIFIED = "simplified_acquisition"


@rule(CLAUSES, "funding", source="2 CFR 200.327; 2 CFR Part 200, Appendix II", reads_law=True)
def clauses_that_apply(spec: Spec, law: Law) -> Iterator[Problem]:
    """A contract paid with federal money carries the clauses that its amount calls for."""
    sources = [(key, source.name) for key, source in spec.funding.sources.items() if source.federal]
    applying = law.carried(spec.funding.not_to_exceed)
    if sources and applying:
        limit = spec.funding.not_to_exceed
        yield CLAUSES.problem(
            f"Federal money pays ({', '.join(name for _, name in sources)}), so the contract of up to "
            f"{limit} carries these paragraphs of Appendix II: "
            f"{', '.join(clause.letter for clause in applying)}.",
            path=("funding", "sources", sources[0][0], "federal"),
            found="; ".join(_why(clause, law) for clause in applying),
            expected="the federal terms, which the contract prints as an exhibit",
            hint=law_hint(each.asked for each in open_)
            if (open_ := unconfirmed(asked_of_law(spec, law), spec.confirmed))
            else "Nothing to do: counsel has confirmed all of them.",
        )


def _why(clause: Clause, law: Law) -> str:
    why = f"above {law.amounts[clause.above].amount}" if clause.above else "any amount"
    goods = ", for goods only" if clause.buys == "goods" else ""
    return f"{clause.letter} {clause.title} ({why}{goods})"


def law_hint(asked: Iterable[Asked]) -> str:
    """Return what to do about law that counsel has not confirmed, with the lines to paste."""
    return f"Have counsel read them, then add under confirmed: federal_law: {entry(asked)}"


@rule(ESTIMATE, "funding", "estimate", source="2 CFR 200.324(a)", reads_law=True)
def estimate_comes_first(spec: Spec, law: Law) -> Iterator[Problem]:
    """Above the simplified acquisition threshold an independent estimate comes before proposals."""
    limit = spec.funding.not_to_exceed
    federal = any(source.federal for source in spec.funding.sources.values())
    made = spec.estimate is not None and spec.estimate.on is not None
    if federal and not made and law.above(SIMPLIFIED, limit):
        threshold = law.amounts[SIMPLIFIED]
        yield ESTIMATE.problem(
            f"A contract of up to {limit} with federal money is above the simplified acquisition threshold "
            "of "
            f"{threshold.amount}: an independent estimate comes before proposals, and a cost or price "
            "analysis after them.",
            path=("funding", "not_to_exceed"),
            found=f"{limit}; the threshold holds since {threshold.effective}",
            expected="a dated memo with market evidence, method and figures, which is not published",
            hint="Say its day in estimate.on, run obcgen estimate, and put the memo on file in time.",
        )


@rule(ACCESSIBLE, "district", "document", source="28 CFR 35.200; 91 FR 20902", reads_law=True)
def documents_are_accessible(spec: Spec, law: Law) -> Iterator[Problem]:
    """What a public body posts must meet WCAG 2.1 AA from a day that depends on its population."""
    people = spec.district.population
    steps = sorted(law.access, key=lambda step: -step.population)
    step = next((step for step in steps if people is not None and people >= step.population), None)
    if steps and (step is not None or people is None):
        days = " or ".join(str(step.day) for step in steps)
        when = f"from {step.day} on" if step else f"from {days} on, by its population"
        yield ACCESSIBLE.problem(
            f"Documents that this district posts must meet WCAG 2.1 AA {when}.",
            path=("district", "population") if people is not None else ("district",),
            found=f"a population of {people:,}" if people is not None else "no district.population",
            expected=(step or steps[0]).source,
            hint="The Word and PDF files meet it. "
            + ("" if step else "Add district.population. ")
            + "Counsel confirms whose population counts for an independent school district.",
        )


@rule(LISTING, "funding", source="2 CFR 200.332(b)(1)")
def federal_money_has_its_listing(spec: Spec) -> Iterator[Problem]:
    """Federal money is told by its assistance listing, and other money has none."""
    for key, source in spec.funding.sources.items():
        if source.federal and not source.aln:
            yield LISTING.problem(
                f"{source.name} is federal, but its assistance listing is not stated.",
                path=("funding", "sources", key),
                found="no aln",
                expected="the number that the grant award gives, such as 84.010A for Title I, Part A",
                hint=f"Add to funding.sources.{key}: aln: and the number.",
            )
        elif source.aln and not source.federal:
            yield LISTING.problem(
                f"{source.name} has an assistance listing, {source.aln}, which only federal money has.",
                path=("funding", "sources", key, "federal"),
                found="federal: false",
                expected="federal: true; without it the contract leaves out the federal terms",
                hint="Write federal: true, or remove aln: if it is no federal money.",
            )
        elif not source.federal and (listing := _listing(source.name)):
            yield LISTING.problem(
                f"{source.name} is the name of federal money, but the spec calls it not federal.",
                path=("funding", "sources", key, "federal"),
                found="federal: false",
                expected="federal: true; without it the contract leaves out the federal terms",
                hint=f"Write federal: true and aln: {listing}, or the number that the grant award gives.",
            )


def _listing(name: str) -> str | None:
    """Return the assistance listing of a federal program that a source is named for."""
    return next((listing for listing, named in _PROGRAMS.items() if re.search(named, name)), None)


ALWAYS = (
    clauses_that_apply,
    estimate_comes_first,
    documents_are_accessible,
    federal_money_has_its_listing,
)
