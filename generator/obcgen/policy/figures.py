"""Figures that cannot be: more guaranteed than may take part, more reached than measured."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from obcgen.money import Share
from obcgen.policy.rule import rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Spec
from obcgen.spec.population import History

IMPOSSIBLE = Kind("FIG-01", "A figure that cannot be")


@rule(IMPOSSIBLE, "population", source="arithmetic")
def counts_within_the_maximum(spec: Spec) -> Iterator[Problem]:
    """No more participants are planned, guaranteed or in a group than there may be."""
    population = spec.population
    most = population.maximum if population.maximum is not None else population.planned
    counts: dict[Path, tuple[str, int | None]] = {
        ("population", "planned"): ("planned", population.planned),
        ("population", "guaranteed"): ("guaranteed", population.guaranteed),
    }
    for key, group in population.groups.items():
        counts["population", "groups", key, "planned"] = (f"planned in the group {group.name}", group.planned)
    for path, (what, count) in counts.items():
        if count is not None and count > most:
            yield _above(
                path, f"{count} participants are {what}", count, f"there may be {most} at most", most
            )


@rule(IMPOSSIBLE, "population", source="arithmetic")
def someone_is_planned(spec: Spec) -> Iterator[Problem]:
    """At least one participant is planned."""
    if not spec.population.planned:
        yield IMPOSSIBLE.problem(
            "No participant is planned.",
            path=("population", "planned"),
            found="0",
            expected="1 or more",
            hint="Write how many participants are planned; prices are multiplied by it.",
        )


@rule(IMPOSSIBLE, "population", source="arithmetic")
def someone_can_be_let_in(spec: Spec) -> Iterator[Problem]:
    """The criterion has one cut-off on a side, and between two sides there is a score."""
    criterion = spec.population.criterion
    if criterion is None:
        return
    upper = {"below": criterion.below, "at_most": criterion.at_most}
    lower = {"above": criterion.above, "at_least": criterion.at_least}
    for side in (upper, lower):
        if None not in side.values():
            yield _two_bounds(side, "two cut-offs on one side, and only one can be meant", "one of the two")
    if problem := _nobody(upper, lower):
        yield problem


def _nobody(upper: dict[str, Decimal | None], lower: dict[str, Decimal | None]) -> Problem | None:
    """Return that no score lies between two cut-offs; none where one side is open."""
    for high, top in upper.items():
        for low, bottom in lower.items():
            shared = high == "at_most" and low == "at_least"
            if top is not None and bottom is not None and (top < bottom or (top == bottom and not shared)):
                why = "no score lies between them, so that nobody can take part"
                return _two_bounds({low: bottom, high: top}, why, f"a number for {high} above {bottom}")
    return None


def _two_bounds(bounds: dict[str, Decimal | None], why: str, expected: str) -> Problem:
    said = " and ".join(f"{key}: {value}" for key, value in bounds.items())
    return IMPOSSIBLE.problem(
        f"The criterion says {said}: {why}.",
        path=("population", "criterion", list(bounds)[-1]),
        found=said,
        expected=expected,
        hint="Remove one of the two lines, or correct its number.",
    )


@rule(IMPOSSIBLE, "population", "outcomes", source="arithmetic")
def reached_within_measured(spec: Spec) -> Iterator[Problem]:
    """No more students reached a threshold than were measured."""
    histories: dict[Path, dict[str, History]] = {("population",): spec.population.history}
    histories |= {("outcomes", key): outcome.history for key, outcome in spec.outcomes.items()}
    for path, history in histories.items():
        for year, found in history.items():
            if found.reached > found.measured:
                what = f"In {year} {found.reached} people reached the threshold"
                at = (*path, "history", year, "reached")
                yield _above(at, what, found.reached, f"{found.measured} were measured", found.measured)


@rule(IMPOSSIBLE, "population", "payment", source="arithmetic")
def served_within_the_maximum(spec: Spec) -> Iterator[Problem]:
    """A scenario serves no more participants than there may be."""
    population = spec.population
    most = population.maximum if population.maximum is not None else population.planned
    for key, scenario in spec.payment.scenarios.items():
        if scenario.served is not None and scenario.served > most:
            at = ("payment", "scenarios", key, "served")
            what = f"The scenario {key} serves {scenario.served} participants"
            yield _above(at, what, scenario.served, f"there may be {most} at most", most)


@rule(IMPOSSIBLE, "payment", source="arithmetic")
def scenarios_within_the_whole(spec: Spec) -> Iterator[Problem]:
    """In no scenario do more than all participants receive the service or reach an outcome."""
    for key, scenario in spec.payment.scenarios.items():
        shares: dict[Path, object] = {("dosage_met",): scenario.dosage_met}
        shares |= {("attainment", name): level for name, level in scenario.attainment.items()}
        for steps, share in shares.items():
            if isinstance(share, Share) and share.value > 1:
                what = f"The scenario {key} counts {share} of participants under {steps[-1]}"
                at = ("payment", "scenarios", key, *steps)
                yield _above(at, what, str(share), "there are no more than 100%", "100%")


@rule(IMPOSSIBLE, "outcomes", source="arithmetic")
def thresholds_on_their_scale(spec: Spec) -> Iterator[Problem]:
    """A percentile lies below 100, and a percentage is 100 at most."""
    for key, outcome in spec.outcomes.items():
        scale, measure = outcome.measure.scale.lower(), outcome.measure
        most = 99 if "percentile" in scale else 100
        threshold = measure.at_least
        values = list(threshold.values()) if isinstance(threshold, dict) else [threshold or Decimal(0)]
        if scale.startswith("percent") and max(values, default=Decimal(0)) > most:
            at = ("outcomes", key, "measure", "at_least")
            what = f"{outcome.name} asks for {max(values)} on a scale of {measure.scale}"
            yield _above(at, what, max(values), f"the scale ends at {most}", most)


@rule(IMPOSSIBLE, "outcomes", source="arithmetic")
def attainment_within_the_whole(spec: Spec) -> Iterator[Problem]:
    """No target asks for more than all participants."""
    for key, outcome in spec.outcomes.items():
        if outcome.target.value > 1:
            at = ("outcomes", key, "target")
            what = f"The target of {outcome.name} is {outcome.target}"
            yield _above(
                at, what, str(outcome.target), "no more than 100% of participants can reach it", "100%"
            )


@rule(IMPOSSIBLE, "procurement", source="arithmetic")
def scale_rises(spec: Spec) -> Iterator[Problem]:
    """The lowest score of the evaluators' scale lies below the highest."""
    scale = spec.procurement.scale if spec.procurement else None
    if scale is not None and scale.from_ >= scale.to:
        at = ("procurement", "scale", "from")
        yield _above(
            at, f"The scale starts at {scale.from_}", scale.from_, f"it ends at {scale.to}", scale.to - 1
        )


def _above(path: Path, what: str, found: object, but: str, most: object) -> Problem:
    return IMPOSSIBLE.problem(
        f"{what}, but {but}.",
        path=path,
        found=str(found),
        expected=f"{most} or less",
        hint="Correct one of the two figures.",
    )


ALWAYS = (
    counts_within_the_maximum,
    someone_is_planned,
    someone_can_be_let_in,
    reached_within_measured,
    served_within_the_maximum,
    scenarios_within_the_whole,
    thresholds_on_their_scale,
    attainment_within_the_whole,
    scale_rises,
)
