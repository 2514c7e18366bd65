"""Who gives the test and who holds the scores: not the party that is paid for them, alone."""

from __future__ import annotations

from collections.abc import Iterator

from obcgen.deal.compile import deal_of
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

IN_ITS_HANDS = Kind(
    "DSN-11", "The provider gives the test or alone holds the data that it is paid by", "warning"
)
_HINT = (
    "Let the district or a third party give the test or keep the record, or let them check a random part of "
    "the participants."
)


@rule(IN_ITS_HANDS, *MONEY, "assessments", source="G6; Standards of Excellence, outcomes")
def provider_does_not_test_itself(spec: Spec) -> Iterator[Problem]:
    """A test that decides who takes part or what is paid is not given by the provider."""
    tested: dict[str, list[str]] = {}
    for key in _paid(spec):
        tested.setdefault(spec.outcomes[key].measure.assessment, []).append(spec.outcomes[key].name)
    criterion = spec.population.criterion
    if criterion is not None:
        tested.setdefault(criterion.assessment, []).append("who may take part")
    for tool, what in tested.items():
        assessment = spec.assessments.get(tool)
        if assessment is not None and assessment.administered_by.who == "provider":
            yield IN_ITS_HANDS.problem(
                f"The provider administers {assessment.name}, which decides {listed(what)}.",
                path=("assessments", tool, "administered_by"),
                found="administered_by: provider",
                expected="the district, or a third party",
                hint=_HINT,
            )


@rule(IN_ITS_HANDS, *MONEY, "assessments", source="G6; Standards of Excellence, outcomes")
def provider_is_not_the_only_source(spec: Spec) -> Iterator[Problem]:
    """The data that decide a result do not come from the provider alone."""
    silence_decides = spec.verification is not None and spec.verification.deemed_after is not None
    for key in _paid(spec) if not silence_decides else ():  # BAL-02 tells of it then
        outcome = spec.outcomes[key]
        tool = spec.assessments.get(outcome.measure.assessment)
        told = tool is not None and tool.administered_by.who == "provider"
        sources = outcome.verification.sources
        if not told and all(source.from_.who == "provider" for source in sources.values()):
            yield IN_ITS_HANDS.problem(
                f"All data that decide {outcome.name} come from the provider, which is paid for it.",
                path=("outcomes", key, "verification", "sources"),
                found=", ".join(f"{name}: {source.supplies}" for name, source in sources.items()),
                expected="a source that the district or a third party keeps",
                hint="Add a source such as scores: {from: district, system: score file, supplies: scores, "
                "due: 2028-05-26}.",
            )


def _paid(spec: Spec) -> tuple[str, ...]:
    """Return the ids of the outcomes that lines pay for."""
    return tuple(dict.fromkeys(key for line in deal_of(spec).lines.values() for key in line.outcomes))
