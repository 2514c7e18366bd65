"""What a line pays for: which results, how they are joined, whose they are, and the service they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from obcgen.words import listed, quoted

if TYPE_CHECKING:
    from obcgen.deal.quality import Quality
    from obcgen.money import Share
    from obcgen.spec import Cohort, Duration, Outcome
    from obcgen.spec.population import Group

Joined = Literal["outcome", "all", "any", "score", "best_of"]
"""One outcome, all of several, any of them, several weighed into one, or whatever other lines pay for."""


@dataclass(frozen=True)
class PaidFor:
    """The results that a line pays for.

    `group` and `cohort` are the ids of those whom it counts, empty where it counts everyone; the group is
    `own_group`, which the line itself names, or the one that all its outcomes concern. `minimum` is the
    service that a participant must have received to count, which only `asks_dosage` asks for. `gates` are
    outcomes that must be reached as well, by those whom the line counts; nothing is paid for them here.
    """

    outcomes: Mapping[str, Outcome]
    joined: Joined
    weights: tuple[Share, ...]
    gates: Mapping[str, Outcome]
    own_group: str
    group: str
    cohort: str
    groups: Mapping[str, Group]
    cohorts: Mapping[str, Cohort]
    asks_dosage: bool
    minimum: Duration | None
    quality: Quality | None = None
    """The group's result by which what the line earns is multiplied."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the outcomes."""
        return tuple(self.outcomes)

    @property
    def asked(self) -> tuple[str, ...]:
        """The ids of all outcomes whose results the line needs."""
        quality = (self.quality.id,) if self.quality is not None else ()
        return tuple(dict.fromkeys([*self.outcomes, *self.gates, *quality]))

    @cached_property
    def by_group(self) -> bool:
        """Whether every outcome has one value for the whole group."""
        return all(outcome.measure.counted_by == "group" for outcome in self.outcomes.values())

    @cached_property
    def by_participant(self) -> bool:
        """Whether any outcome is counted by participant."""
        return any(outcome.measure.counted_by == "participant" for outcome in self.outcomes.values())

    @property
    def only(self) -> Outcome:
        """The outcome, where there is one."""
        (outcome,) = self.outcomes.values()
        return outcome

    def single(self, key: str) -> PaidFor:
        """Return one outcome of several; the line counts the same people and asks for the same of them."""
        return replace(self, outcomes={key: self.outcomes[key]}, joined="outcome", weights=())

    # In words

    @property
    def dosage(self) -> str:
        """The service that a participant must have received to count: `36 hours`, or nothing."""
        return str(self.minimum) if self.asks_dosage and self.minimum is not None else ""

    @property
    def gate(self) -> str:
        """What must be reached as well, after `provided that`; nothing where there is no such gate."""
        if not self.gates:
            return ""
        phrase = quoted([outcome.name for outcome in self.gates.values()])
        what = f"the Outcome{'s' if len(self.gates) > 1 else ''} {phrase}"
        if all(outcome.measure.counted_by == "group" for outcome in self.gates.values()):
            return f"{what} {'are' if len(self.gates) > 1 else 'is'} reached"
        return f"the Participant reaches {what}"

    @property
    def restriction(self) -> str:
        """Which participants are counted: ` in the group “G” of the cohort “C”`, or nothing."""
        words = f" in the group “{self.groups[self.group].name}”" if self.group else ""
        return words + (f" of the cohort “{self.cohorts[self.cohort].name}”" if self.cohort else "")

    @property
    def who(self) -> str:
        """Those counted, after `each Participant` or `the Participants`."""
        return self.restriction + (f" with at least {self.dosage} of dosage" if self.dosage else "")

    @property
    def for_whom(self) -> str:
        """Whose result the group's result is, where it is not everyone's."""
        return f" for the Participants{self.restriction}" if self.restriction else ""

    @property
    def reached(self) -> str:
        """What is reached: `the Outcome “A”`, `both of the Outcomes “A” and “B”`."""
        if self.joined == "any" and len(self.outcomes) > 1:
            return f"at least one of {self._phrase}"
        if self.joined == "all" and len(self.outcomes) > 1:
            return f"{'both' if len(self.outcomes) == 2 else 'all'} of {self._phrase}"
        return self._phrase

    @property
    def _phrase(self) -> str:
        """The outcomes as a sentence names them: `the Outcomes “A” and “B”`."""
        noun = "Outcome" if len(self.outcomes) == 1 else "Outcomes"
        return f"the {noun} {quoted([outcome.name for outcome in self.outcomes.values()])}"

    @property
    def _weighed(self) -> str:
        """The outcomes of a score with their weights: `the Outcomes “A” (80%) and “B” (20%)`."""
        weights = zip(self.outcomes.values(), self.weights, strict=True)
        return f"the Outcomes {listed([f'“{outcome.name}” ({share.exact})' for outcome, share in weights])}"

    @property
    def measured(self) -> str:
        """What is measured: `result on the Outcome “A” (percentile)`, or a score with its weights."""
        if self.joined == "score":
            return f"weighted results on {self._weighed}"
        measures = [outcome.measure for outcome in self.outcomes.values()]
        noun = "gain" if all(measure.kind == "gain" for measure in measures) else "result"
        return f"{noun} on {self._phrase} ({measures[0].scale})"

    @property
    def together(self) -> str:
        """The value of all participants together that sets an amount."""
        if not self.by_participant:
            if self.joined == "outcome" and self.only.measure.effect is not None:
                return f"the effect shown on {self._phrase} ({self.only.measure.scale}){self.for_whom}"
            return f"the group's {self.measured}{self.for_whom}"
        counted = f"counted Participants{self.who}"
        if self.joined == "score":
            return f"the weighted shares of {counted} who reach {self._weighed}"
        return f"the share of {counted} who reach {self.reached}"
