"""The baseline: whether it is of like-performing students, by the same measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from obcgen.deal.compile import deal_of
from obcgen.law.law import Law
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Path, Problem
from obcgen.spec import Outcome, Spec
from obcgen.spec.nouns import nouns
from obcgen.spec.population import History
from obcgen.words import listed

UNLIKE = Kind("DSN-06", "A baseline that is not of like-performing students", "warning")


@rule(UNLIKE, *MONEY, "assessments", source="Standards of Excellence 1.1 and 1.2", reads_law=True)
def baselines_are_like(spec: Spec, law: Law) -> Iterator[Problem]:
    """A baseline is of the same measure, and of about as many students as are like those served."""
    paid = {key: spec.outcomes[key] for line in deal_of(spec).lines.values() for key in line.outcomes}
    shared = {key: outcome for key, outcome in paid.items() if not outcome.history}
    yield from _of_several(spec, shared)
    histories: dict[Path, Mapping[str, History]] = {}
    for key, outcome in paid.items():
        path, years = _history(spec, key, outcome)
        histories[path] = years
        yield from _of_another_tool(spec, outcome, path, years)
    for path, years in histories.items():
        yield from _too_many(spec, path, years, law)


def _history(spec: Spec, key: str, outcome: Outcome) -> tuple[Path, Mapping[str, History]]:
    """Return the years that stand behind an outcome, and their place."""
    if outcome.history:
        return ("outcomes", key, "history"), outcome.history
    return ("population", "history"), spec.population.history


def _of_several(spec: Spec, shared: dict[str, Outcome]) -> Iterator[Problem]:
    """Yield where one history stands behind outcomes that are measured otherwise."""
    measured = {(o.measure.assessment, o.measure.metric.lower(), o.measure.to) for o in shared.values()}
    if spec.population.history and len(measured) > 1:
        names = listed([outcome.name for outcome in shared.values()])
        yield UNLIKE.problem(
            f"One history stands behind {names}, which are {len(measured)} different measures: it can be the "
            "baseline of one of them at most.",
            path=("population", "history"),
            found=f"no history of its own for {names}",
            expected="for each outcome what like-performing students reached on its own measure",
            hint="Add to each outcome a history such as history: {2025-26: {measured: 502, reached: 131}}.",
        )


def _of_another_tool(
    spec: Spec, outcome: Outcome, path: Path, years: Mapping[str, History]
) -> Iterator[Problem]:
    own = outcome.measure.assessment
    others = {year: each.assessment for year, each in years.items() if each.assessment not in {None, own}}
    if others:
        names = {key: tool.name for key, tool in spec.assessments.items()}
        tools = listed([names.get(used or "", used or "") for used in dict.fromkeys(others.values())])
        yield UNLIKE.problem(
            f"The baseline of {outcome.name} is of {tools} in {listed(list(others))}, and the outcome is "
            "measured by "
            f"{names.get(own, own)}.",
            path=(*path, next(iter(others)), "assessment"),
            found=", ".join(f"{year}: {used}" for year, used in others.items()),
            expected=own,
            hint=f"Give the outcome a history by {own}; where there is none yet, waive this and say how the "
            "two "
            "tests compare.",
        )


def _too_many(spec: Spec, path: Path, years: Mapping[str, History], law: Law) -> Iterator[Problem]:
    planned, times = spec.population.planned, law.guide.largest_baseline.value
    most = int(planned * times)
    large = {year: each.measured for year, each in years.items() if each.measured > most > 0}
    if large:
        whose = spec.outcomes[str(path[1])].name if path[0] == "outcomes" else "the population"
        yield UNLIKE.problem(
            f"The baseline of {whose} is of {max(large.values()):,} people and {planned:,} are to be served: "
            "so many are hardly all like those who take part.",
            path=(*path, next(iter(large)), "measured"),
            found=", ".join(f"{count:,} measured in {year}" for year, count in large.items()),
            expected=f"{most:,} or fewer, which is {times} times those planned",
            hint=f"Count only those {_alike(spec)} who met the entry criterion.",
        )


def _alike(spec: Spec) -> str:
    """Return what those served have in common beside the criterion; grades only where there are."""
    grades = "of the same grades and " if spec.population.grades else ""
    return f"{grades}at the same {nouns(spec.district.role, spec.program.field).site}s"
