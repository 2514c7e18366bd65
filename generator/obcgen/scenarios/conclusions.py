"""What follows from the scenarios, in sentences of the estimate: comparison, risks, conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.notes import notes
from obcgen.deal.compile import deal_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.scenarios.scenarios import Outlook
    from obcgen.scenarios.found import Found
    from obcgen.spec import Spec
    from obcgen.spec.estimate import Estimate


def _of(found: Found, scenario: str) -> Outlook:
    return next(each for each in found.outlooks if each.case.id == scenario)


def comparison(found: Found, estimate: Estimate) -> str:
    """Return how this deal's most for a participant stands beside that of others; nothing without them."""
    others = sorted(each.at_most for each in estimate.evidence.values() if each.at_most is not None)
    own = _of(found, "all").per_participant
    if not others or own is None:
        return ""
    paid = f"{others[0]}" if others[0] == others[-1] else f"from {others[0]} to {others[-1]}"
    place = "above" if own > others[-1] else "below" if own < others[0] else "within"
    deals, they = ("The deal above", "it") if len(others) == 1 else ("The deals above", "they")
    return (
        f"This deal pays at most {own} for one Participant, Base Funding included. {deals} paid "
        f"{paid} at most, so this deal lies {place} what {they} paid."
    )


def risks(found: Found, spec: Spec) -> tuple[str, ...]:
    """Return what could move the cost, computed from the scenarios."""
    return tuple(_risks(found, spec))


def _risks(found: Found, spec: Spec) -> Iterator[str]:
    target, most = _of(found, "target"), _of(found, "all")
    if most.total > target.total:
        yield (
            f"Better results than the targets cost more: {most.total} at most, which is "
            f"{most.total - target.total} more. The District then pays for results that it has."
        )
    yield (
        f"At the targets {target.contingent} of the cost depends on results. If fewer are reached, less is "
        f"paid, but {_of(found, 'none').total} is paid whatever the results."
    )
    yield from _default(found, spec)
    for each, by_chance in zip(found.outlooks, found.ranges, strict=True):
        if each.case.id == "target" and by_chance.low is not None and by_chance.high is not None:
            yield (
                f"By chance alone the cost at the targets lies between {by_chance.low} and {by_chance.high} "
                f"in {by_chance.certainty} of cases."
            )
    yield from notes(deal_of(spec), ())


def _default(found: Found, spec: Spec) -> Iterator[str]:
    """Yield what a default of the district costs for results that nobody reached."""
    rule = deal_of(spec).default
    added = _of(found, "district_default").settled.added
    if rule is None or not added:
        return
    up_to = "its ceiling of " if rule.at_most == added else ""
    yield (
        "If the District does not do its part, and does not cure that after notice, "
        f"{up_to}{added} can fall due for results that were not reached."
    )


def conclusion(found: Found) -> str:
    """Return what the estimate supports."""
    target, most = _of(found, "target"), _of(found, "all")
    limit = target.not_to_exceed
    spare = (
        f"which is {most.room} more than the deal can cost"
        if most.room
        else "which is what the deal can cost at most"
    )
    return (
        f"At the stated prices the District expects to pay {target.total} if every target is met, and "
        f"{most.total} at most. Both lie within the Not-to-Exceed Amount of {limit}, {spare}."
    )
