"""Duties to fill places against the number of participants that is guaranteed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec

MORE_OWED = Kind("DSN-16", "A duty to fill more places than are guaranteed", "warning")
_SHARE = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s?(?:%|percent) of (?:all |the )*(?:places|seats|slots)\b", re.IGNORECASE
)
_CONSEQUENCES = {
    "district": "with the number that it guarantees it would break the duty",
    "provider": "with the number that it may count on it could not keep the duty",
}
_COUNT = re.compile(
    r"\b(\d[\d,]*) (?:participants|students|adults|clients|children|learners|places|seats|slots)\b",
    re.IGNORECASE,
)


@rule(MORE_OWED, "duties", "population", source="contract practice")
def duties_agree_with_the_guarantee(spec: Spec) -> Iterator[Problem]:
    """No duty asks either party for more participants than the district undertakes to refer."""
    promised, planned = spec.population.guaranteed, spec.population.planned
    sides = {"district": spec.duties.district, "provider": spec.duties.provider} if spec.duties else {}
    for side, duties in sides.items() if promised is not None else ():
        for key, duty in duties.items():
            owed = _owed(duty.measure or "", planned)
            if promised is not None and owed > promised:
                yield MORE_OWED.problem(
                    f"The {side}'s duty asks for {owed} participants (“{duty.measure}”), and {promised} are "
                    f"guaranteed: {_CONSEQUENCES[side]}.",
                    path=("duties", side, key, "measure"),
                    found=f"{duty.measure}, of {planned} planned",
                    expected=f"{promised} participants, as in population.guaranteed",
                    hint=f"Write measure: {promised} places filled, or guarantee {owed}.",
                )


def _owed(measure: str, planned: int) -> int:
    """Return how many participants the measure of a duty asks for; 0 where it names none."""
    if share := _SHARE.search(measure):
        return int(Fraction(share[1]) / 100 * planned)
    count = _COUNT.search(measure)
    return int(count[1].replace(",", "")[:9]) if count else 0
