"""Who may choose, drop or replace participants: not the party that is paid for their results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec

CHOSEN = Kind("DSN-10", "The provider chooses whose results it is paid for", "warning")
_DONE = r"(?:selected|chosen|picked|replaced|removed|dropped|excluded|rejected|dismissed|admitted)"
_PAID = r"(?:providers?|vendors?|contractors?|tutors?|instructors?|coach(?:es)?|site leads?)"
_ACTS = (
    r"(?:selects?|chooses?|picks?|replaces?|removes?|drops?|excludes?|rejects?|dismiss(?:es)?|admits?|"
    r"withdraws?|discharges?)"
)
_DONE = r"(?:selected|chosen|picked|replaced|removed|dropped|excluded|rejected|dismissed|admitted|withdrawn)"
_PEOPLE = r"(?:participants?|students?|child(?:ren)?|adults?|clients?|learners?|people|persons?|whom|anyone)"
_OTHERS = r"(?:not|never|no|neither|nor|nobody|district|board|school|schools|agency)"
_ON = rf"(?:(?!\b{_OTHERS}\b)[^.;])*?"
"""What may stand between: the same sentence, no denial and no other party."""
_NOT_TOLD = rf"(?:(?!\b(?:is|are|was|were|{_OTHERS})\b)[^.;])*?"
"""The same, and no second verb: one who was removed may be reported by the provider."""
_DECIDES = r"(?:decides?|determines?|selects?|chooses?|picks?)"
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_PAID}\b{_ON}\b{_ACTS}\b{_ON}\b{_PEOPLE}\b",
        rf"\b{_PAID}\b{_ON}\b{_DECIDES} (?:on )?(?:who|which|eligib\w+)\b",
        rf"\b{_PEOPLE}\b{_ON}\b{_DONE}\b{_NOT_TOLD}\bby (?:the |its )?{_PAID}\b",
    )
)


@rule(CHOSEN, "population", source="Standards of Excellence 1.3; contract practice")
def district_chooses_participants(spec: Spec) -> Iterator[Problem]:
    """No text about the population lets the provider choose, drop or replace participants."""
    for path, text in _texts(spec).items():
        said = next(filter(None, (pattern.search(text) for pattern in _SAID)), None)
        if said:
            yield CHOSEN.problem(
                "The provider, which is paid for results, may choose, drop or replace the participants whose "
                "results count.",
                path=path,
                found=" ".join(said[0].split()),
                expected="a choice by the district, by a measured rule, and replacements in a stated order",
                hint="Write that the district names participants and replacements, for example: The district "
                "names "
                "every student who meets the criterion, lowest score first.",
            )


def _texts(spec: Spec) -> dict[Path, str]:
    population = spec.population
    found: dict[Path, str | None] = {
        ("population", "eligibility"): population.eligibility,
        ("population", "roster", "mobility"): population.roster.mobility if population.roster else None,
    }
    return {path: " ".join(text.split()) for path, text in found.items() if text}
