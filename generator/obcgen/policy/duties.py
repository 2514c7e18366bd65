"""Mutual accountability: duties that can be measured, cured and called for; a default with a ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Duty, Spec
from obcgen.spec.number_words import NUMBER_WORDS

INCOMPLETE = Kind("REQ-05", "A duty without a measure, an owner or a time to cure", "warning")
UNBOUNDED = Kind("PRO-17", "A payment on the district's default has no ceiling", "warning")
NO_CONSEQUENCE = Kind("REQ-06", "Nothing follows when the district misses its duties", "warning")

INAPPLICABLE = Kind("REQ-08", "A measure of a duty that nobody can apply", "warning")
_NO_PART_OF_IT = (
    "after and answered are at attend attends before by complete during for get has have held in is on "
    "receive receives reach ready served to who with within"
)
"""Words after which sessions or hours are no longer what a share is taken of."""
_OVER_TIME = re.compile(
    rf"(?:%|percent)(?: or more)? (?:(?!(?:{_NO_PART_OF_IT.replace(' ', '|')}|\d+)\b)[\w\u2019'-]+ ){{0,5}}"
    r"(?:sessions|hours)\b",
    re.IGNORECASE,
)
"""A share of sessions or of hours; not of persons who receive 36 hours, or of rooms ready before sessions."""
_TERM = re.compile(
    r"\b(?:(?:each|every|per|whole|all|the) (?:day|week|month|quarter|term|year)|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_POSITIONS = re.compile(r"(?:%|percent)\W.*\bpositions\b", re.IGNORECASE)
_NUMBER_OF_POSITIONS = re.compile(
    rf"\b(?:\d+(?!\d| ?%| percent)|{'|'.join(NUMBER_WORDS)})\b[^.;%]*\bpositions\b",
    re.IGNORECASE,
)


@rule(INCOMPLETE, "duties", source="Standards of Excellence, mutual accountability")
def duties_can_be_held_against(spec: Spec) -> Iterator[Problem]:
    """Each duty says how it is measured, who answers for it and how long a failure may be cured."""
    sides = {"district": spec.duties.district, "provider": spec.duties.provider} if spec.duties else {}
    for side, duties in sides.items():
        for key, duty in duties.items():
            lacking = _lacking(duty)
            if lacking:
                yield INCOMPLETE.problem(
                    f"The {side}'s duty “{key}” has no {' and no '.join(lacking)}.",
                    path=("duties", side, key),
                    found=duty.duty,
                    expected="a measure, an owner and a time to cure",
                    hint=f"Add {', '.join(_EXAMPLES[word] for word in lacking)}.",
                )


_EXAMPLES = {
    "measure": "measure: 90% of the sessions planned for the month held",
    "owner": "owner: Program Director",
    "time to cure": "cure: 10 business days",
}
_KEYS = {"measure": "measure", "owner": "owner", "time to cure": "cure"}


def _lacking(duty: Duty) -> list[str]:
    return [word for word, key in _KEYS.items() if getattr(duty, key) is None]


@rule(NO_CONSEQUENCE, "duties", "payment", source="Standards of Excellence, mutual accountability")
def default_has_a_consequence(spec: Spec) -> Iterator[Problem]:
    """Where the district owes duties, the spec says what is paid when it misses them."""
    owed = spec.duties.district if spec.duties else {}
    if owed and spec.payment.rates and spec.payment.if_district_defaults is None:
        yield NO_CONSEQUENCE.problem(
            f"The district owes {len(owed)} duties, but nothing follows when missing one costs a result.",
            path=("payment",),
            found="no payment.if_district_defaults",
            expected="what is paid then, for whom, and at most how much",
            hint="Add if_district_defaults: "
            "{effect: deemed_met, reach: affected_participants, at_most: $50000}.",
        )


@rule(UNBOUNDED, "payment", source="gift of public funds; 2 CFR 200.403")
def default_has_a_ceiling(spec: Spec) -> Iterator[Problem]:
    """A payment for results that were not reached has a stated ceiling."""
    default = spec.payment.if_district_defaults
    if default is not None and default.effect != "excluded" and default.at_most is None:
        yield UNBOUNDED.problem(
            "What is paid on the district's default has no ceiling: money for no result may be a gift of "
            "public "
            "funds, and may not be allowable under a federal award.",
            path=("payment", "if_district_defaults"),
            found="no at_most",
            expected="the most that is paid on this ground",
            hint="Add at_most: and an amount, such as $50000.",
        )


@rule(INAPPLICABLE, "duties", "program", source="Standards of Excellence, mutual accountability")
def measures_can_be_applied(spec: Spec) -> Iterator[Problem]:
    """A share of sessions is taken over a stated time, and a share of positions of a stated number."""
    sides = {"district": spec.duties.district, "provider": spec.duties.provider} if spec.duties else {}
    for side, duties in sides.items():
        for key, duty in duties.items():
            lacking = _not_applicable(spec, duty)
            if lacking:
                yield INAPPLICABLE.problem(
                    f"The measure of the {side}'s duty “{key}” cannot be applied: {lacking[0]}.",
                    path=("duties", side, key, "measure"),
                    found=f"{duty.measure}, by {duty.by}",
                    expected=lacking[1],
                    hint=lacking[2],
                )


def _not_applicable(spec: Spec, duty: Duty) -> tuple[str, str, str] | None:
    """Return why nobody can apply a measure, what belongs there, and an example."""
    measure = duty.measure or ""
    said = f"{measure} {duty.duty}"
    if isinstance(duty.by, date) and _OVER_TIME.search(measure) and not _TERM.search(said):
        return (
            "nothing says over which time the share is taken",
            "a term, such as each month",
            "Write by: each month.",
        )
    if _POSITIONS.search(measure) and not _NUMBER_OF_POSITIONS.search(
        f"{measure}. {duty.duty}. {spec.program.staffing or ''}"
    ):
        return (
            "nothing says how many positions there are",
            "the number of positions in the duty, or for whom somebody must be there",
            "Write measure: an instructor for each group of participants.",
        )
    return None


ALWAYS = (
    measures_can_be_applied,
    duties_can_be_held_against,
    default_has_a_consequence,
    default_has_a_ceiling,
)
