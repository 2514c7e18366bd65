"""Random results of the participants of a deal from `any_deal`, for properties that hold for all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from any_deal import deals
from obcgen.deal.facts import Alike, Facts, Mark
from obcgen.deal.people import everyone, members, years_apart

if TYPE_CHECKING:
    from obcgen.spec import Spec

THRESHOLD = 40
"""Of every outcome of the plain deal."""


def mark(value: int) -> Mark:
    """Return the result of one who measured this value."""
    return Mark("reached" if value >= THRESHOLD else "not_reached", Fraction(value))


MARKS = st.one_of(st.just(Mark("no_final")), st.integers(0, 100).map(mark))


@st.composite
def results(draw: st.DrawFn, spec: Spec) -> Facts:
    """Return results of a random number of participants, dealt to cohorts and groups as the spec plans."""
    size = draw(st.integers(1, everyone(spec)))
    people = []
    for year in years_apart(spec):
        for each in members(spec, size):
            first = draw(st.integers(0, each.count))
            for count in (first, each.count - first):
                marks = {"reading": draw(MARKS), "math": draw(MARKS)}
                people.append(Alike(count, marks, each.cohort, each.groups, year))
    return Facts(size, size, tuple(people), {("absence", "", ""): mark(draw(st.integers(0, 100)))})


DEAL_AND_RESULTS = deals().flatmap(lambda spec: st.tuples(st.just(spec), results(spec)))
