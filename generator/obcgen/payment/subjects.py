"""What a line of the rate card pays for, and by which shape it pays: both read off the keys it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from obcgen.spec.rates import Tiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from obcgen.money import Money
    from obcgen.spec import Outcome, Proposed, Spec
    from obcgen.spec.rates import Rate

Subject = Literal["outcome", "all", "any", "score", "best_of"]
Shape = Literal["price", "tiers", "per_unit", "steps", "line", "share_of", "best_of"]

SUBJECTS: tuple[Subject, ...] = ("outcome", "all", "any", "score", "best_of")
SHAPES = ("per_participant", "per_unit", "group_result", "share_of")


def subject(rate: Rate) -> Subject:
    """Return the key that says what the line pays for; without one it is the outcome of its own id."""
    return next((key for key in SUBJECTS if getattr(rate, key) is not None), "outcome")


def named_outcomes(key: str, rate: Rate) -> tuple[str, ...]:
    """Return the ids of the outcomes that the line itself names."""
    kind = subject(rate)
    if kind == "outcome":
        return (rate.outcome or key,)
    return () if kind == "best_of" else tuple(getattr(rate, kind))


def outcome_ids(key: str, rates: Mapping[str, Rate]) -> tuple[str, ...]:
    """Return the ids of the outcomes that a line pays for, those of the lines it chooses from included."""
    rate = rates[key]
    if rate.best_of is None:
        return named_outcomes(key, rate)
    found = [outcome for line in rate.best_of for outcome in outcome_ids(line, rates)]
    return tuple(dict.fromkeys(found))


def shape(rate: Rate) -> Shape:
    """Return how the line pays."""
    if rate.best_of is not None:
        return "best_of"
    if rate.per_unit is not None:
        return "per_unit"
    if rate.share_of is not None:
        return "share_of"
    if rate.group_result is not None:
        return "line" if rate.group_result.line is not None else "steps"
    return "tiers" if isinstance(rate.per_participant, Tiers) else "price"


def chosen_by(rates: Mapping[str, Rate]) -> dict[str, str]:
    """Return, for each line that is paid only as one of several, the line that chooses among them."""
    return {line: key for key, rate in rates.items() for line in rate.best_of or ()}


def counts_participants(key: str, rates: Mapping[str, Rate], outcomes: Mapping[str, Outcome]) -> bool:
    """Tell whether the line pays by participant; otherwise it pays once for all of them."""
    rate = rates[key]
    kind = shape(rate)
    if kind == "best_of":
        return any(counts_participants(line, rates, outcomes) for line in rate.best_of or ())
    by_participant = any(
        outcomes[outcome].measure.counted_by == "participant" for outcome in named_outcomes(key, rate)
    )
    return kind in {"price", "tiers", "per_unit"} and by_participant


def group_of(spec: Spec, key: str, rate: Rate) -> str:
    """Return the group that the line counts: its own, or the one that all its outcomes concern."""
    concerned = {spec.outcomes[outcome].group or "" for outcome in named_outcomes(key, rate)}
    return rate.group or (concerned.pop() if len(concerned) == 1 else "")


def flat_price(rate: Rate) -> Money | Proposed | None:
    """Return the one price of a line that has one."""
    return None if isinstance(rate.per_participant, Tiers) else rate.per_participant or rate.per_unit
