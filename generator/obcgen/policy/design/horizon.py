"""When results show: not all of them far off, and not all so near that nobody asks whether they last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from obcgen.account.scenarios.ends import at_target
from obcgen.deal.compile import deal_of
from obcgen.policy.rule import MONEY, rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Spec
from obcgen.words import listed

ALL_FAR = Kind("DSN-17", "All money for results is for results that are far off", "warning")
ALL_NEAR = Kind("DSN-18", "Nothing asks whether results last", "note")
_LASTS = re.compile(
    r"\b(near|nearer|lasts|lasting|persists?|sustain\w*|long[- ]term|follow(?:s|ed|ing)?[- ]up|"
    r"(?:a|one|two) years? (?:later|after)|next (?:school )?(?:year|fall|grade)|later years?)\b",
    re.IGNORECASE,
)


@rule(ALL_FAR, *MONEY, source="G5; Standards of Excellence, outcomes")
def some_results_are_near(spec: Spec) -> Iterator[Problem]:
    """A part of the money is for results that show within the program year (G5)."""
    names = _names(spec)
    if names and "near" not in names.values():
        yield ALL_FAR.problem(
            f"Everything that is paid for is long-term ({listed(list(names))}): the provider waits for all "
            "of the "
            f"{at_target(deal_of(spec)).performance} that results pay at target, and nobody learns early.",
            path=("outcomes", _first(spec), "horizon"),
            found="horizon: long for every outcome that is paid for",
            expected="a larger share for nearer, more achievable results, a smaller one for later ones",
            hint="Add an outcome that shows within the program year, such as a mid-year score, with a part "
            "of the "
            "money.",
        )


@rule(ALL_NEAR, *MONEY, "data", "improvement", source="Standards of Excellence, outcomes")
def somebody_asks_whether_results_last(spec: Spec) -> Iterator[Problem]:
    """Where only near results are paid for, the spec says why, or who looks whether they last."""
    names = _names(spec)
    if spec.data is None:  # GUI-08 asks for it
        return
    if names and "long" not in names.values() and not _LASTS.search(_said(spec)):
        yield ALL_NEAR.problem(
            f"Everything that is paid for shows within the program year ({listed(list(names))}), and nothing "
            "asks "
            "whether it lasts.",
            path=("outcomes", _first(spec), "horizon"),
            found="horizon: near for every outcome that is paid for",
            expected="a smaller part of the money for a later result, or an evaluation that looks at one",
            hint="Add an outcome with horizon: long, say in data.evaluation that results are looked at a "
            "year later, "
            "or say in funding.rationale why near results are enough.",
        )


def _names(spec: Spec) -> dict[str, str]:
    """Return the horizon of each outcome that lines pay for, by name."""
    keys = dict.fromkeys(key for line in deal_of(spec).lines.values() for key in line.outcomes)
    return {spec.outcomes[key].name: spec.outcomes[key].horizon for key in keys}


def _first(spec: Spec) -> str:
    return next(key for line in deal_of(spec).lines.values() for key in line.outcomes)


def _said(spec: Spec) -> str:
    """Return the texts in which a spec may say why near results are enough, or who looks at later ones."""
    evaluation = spec.data.evaluation if spec.data else None
    review = spec.improvement.review if spec.improvement else None
    said = " ".join(filter(None, (spec.funding.rationale, evaluation, review)))
    return " ".join(said.split())
