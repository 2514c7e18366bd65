"""References by id: each must lead to something the spec defines.

They are looked up in the texts of the spec, not in its models, so that a wrong date in one section never
hides a dangling id in another. A reference is a pattern (`*` any key, `[]` each item of a list, `{}` each key
of a mapping) and the place of the ids it may name; `{assessment}` there stands for the text beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from obcgen.problems import Kind, Path, Problem, dotted
from obcgen.spec.confidential import confidential
from obcgen.spec.lookup import Tree, at, entries, uses
from obcgen.spec.shapes import blank_in

DANGLING = Kind("LNK-01", "An id that leads nowhere")
NO_MINIMUM = Kind("LNK-02", "A payment requires a minimum dosage that the program does not set")
NO_FIRST_WINDOW = Kind("LNK-03", "A gain without the window of the first score")
NO_THRESHOLD = Kind("LNK-05", "A grade without a threshold")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where ids are used, where they are defined, and what they are called."""

    pattern: str
    target: str
    what: str


REFERENCES = (
    Reference("population.criterion.assessment", "assessments", "assessment"),
    Reference("population.criterion.window", "assessments.{assessment}.windows", "window"),
    Reference("population.history.*.assessment", "assessments", "assessment"),
    Reference("outcomes.*.measure.assessment", "assessments", "assessment"),
    Reference("outcomes.*.measure.from", "assessments.{assessment}.windows", "window"),
    Reference("outcomes.*.measure.to", "assessments.{assessment}.windows", "window"),
    Reference("outcomes.*.measure.computed.of", "outcomes", "outcome"),
    Reference("outcomes.*.history.*.assessment", "assessments", "assessment"),
    Reference("outcomes.*.group", "population.groups", "group"),
    Reference("payment.rates.*.outcome", "outcomes", "outcome"),
    Reference("payment.rates.*.all[]", "outcomes", "outcome"),
    Reference("payment.rates.*.any[]", "outcomes", "outcome"),
    Reference("payment.rates.*.score{}", "outcomes", "outcome"),
    Reference("payment.rates.*.requires.reached[]", "outcomes", "outcome"),
    Reference("payment.rates.*.quality.of", "outcomes", "outcome"),
    Reference("payment.rates.*.best_of[]", "payment.rates", "line of the rate card"),
    Reference("payment.rates.*.group", "population.groups", "group"),
    Reference("payment.rates.*.cohort", "cohorts", "cohort"),
    Reference("payment.caps.outcome{}", "outcomes", "outcome"),
    Reference("payment.caps.cohort{}", "cohorts", "cohort"),
    Reference("payment.scenarios.*.attainment{}", "outcomes", "outcome"),
    Reference("procurement.tie_break[]", "procurement.criteria", "criterion"),
    Reference("agreement.award.lots[]", "lots", "lot"),
)
SUBJECTS = {"outcome", "all", "any", "score", "best_of"}
"""Keys by which a line of the rate card says what it pays for; without them its own key is the outcome."""


REQUIRED = {"outcomes", "payment", "population"}
"""Sections whose absence is a Problem of its own."""


def links(tree: Tree) -> tuple[Problem, ...]:
    """Return a Problem for each reference in a spec that leads nowhere."""
    return (
        *(problem for reference in REFERENCES for problem in _dangling(tree, reference)),
        *_lines_without_outcome(tree),
        *_minimum_dosage(tree),
        *_gains(tree),
        *_grades(tree),
        *confidential(tree),
    )


def targets(tree: Tree) -> dict[Path, Path]:
    """Return for each place where an id is used the path at which it is to be defined."""
    lines = entries(at(tree, ("payment", "rates")))
    own = {("payment", "rates", key): ("outcomes", key) for key in lines}
    return own | {
        path: (*target, word) for reference in REFERENCES for path, word, target in _uses(tree, reference)
    }


def _uses(tree: Tree, reference: Reference) -> Iterator[tuple[Path, str, Path]]:
    """Yield each place where an id is used, the id, and under what it is defined."""
    for path, word in uses(tree, re.split(r"\.|(?=\[\])|(?=\{\})", reference.pattern), ()):
        beside = entries(at(tree, path[:-1]))
        yield path, word, tuple(_filled(step, beside) for step in reference.target.split("."))


def _dangling(tree: Tree, reference: Reference) -> Iterator[Problem]:
    for path, word, target in _uses(tree, reference):
        yield from _leads_nowhere(tree, path, word, target, reference.what)


def _filled(step: str, beside: dict[str, Tree]) -> str:
    """Return a step of a target with the text that stands beside the reference in place of `{key}`."""
    return str(beside.get(step[1:-1], "")) if step.startswith("{") else step


def _leads_nowhere(tree: Tree, path: Path, word: str, target: Path, what: str) -> Iterator[Problem]:
    """Yield a Problem if no such id is defined, unless what is to define it is itself at fault."""
    defined = at(tree, target)
    unknowable = target[0] in REQUIRED and target[0] not in entries(tree)
    if (
        unknowable
        or (len(target) == 3 and at(tree, target[:2]) is None)
        or not isinstance(defined, dict | None)
    ):
        return
    ids = list(defined or ())
    if word not in ids and not blank_in(word):
        near = get_close_matches(word, ids, n=1)
        known = f"Defined there: {', '.join(ids)}." if ids else f"Define it under {dotted(target)}."
        yield DANGLING.problem(
            f"There is no {what} “{word}” under {dotted(target)}.",
            path=path,
            found=word,
            expected=f"the id of {'an' if what[0] in 'aeiou' else 'a'} {what}",
            hint=f"Did you mean {near[0]}?" if near else known,
        )


def _lines_without_outcome(tree: Tree) -> Iterator[Problem]:
    """A line that does not say what it pays for pays for the outcome of its own name."""
    for key, line in entries(at(tree, ("payment", "rates"))).items():
        if isinstance(line, dict) and not SUBJECTS & line.keys():
            yield from _leads_nowhere(tree, ("payment", "rates", key), key, ("outcomes",), "outcome")


def _minimum_dosage(tree: Tree) -> Iterator[Problem]:
    found = uses(tree, ["payment", "rates", "*", "requires", "dosage"], ())
    lines = [str(path[2]) for path, word in found if word == "minimum"]
    set_already = at(tree, ("program", "dosage", "minimum")) is not None
    if lines and not set_already and "program" in entries(tree):
        message = (
            f"The rate card requires the minimum dosage ({', '.join(lines)}), but the program sets none."
        )
        hint = "Add minimum: and a length such as 36 hours under dosage, or remove requires from those lines."
        path = ("program", "dosage", "minimum")
        yield NO_MINIMUM.problem(message, path=path, expected="a length such as 36 hours", hint=hint)


def _gains(tree: Tree) -> Iterator[Problem]:
    for path, word in uses(tree, ["outcomes", "*", "measure", "kind"], ()):
        if word == "gain" and "from" not in entries(at(tree, path[:-1])):
            message = "A gain is measured from one window to another, and the first is not named."
            hint = "Add from: and the id of the first window."
            yield NO_FIRST_WINDOW.problem(message, path=path, found=word, expected="from", hint=hint)


def _grades(tree: Tree) -> Iterator[Problem]:
    """A threshold by grade names every grade served, and no other."""
    served = at(tree, ("population", "grades"))
    if not isinstance(served, list):
        return
    for key in ("at_least", "at_most"):
        for name in entries(at(tree, ("outcomes",))):
            path = ("outcomes", name, "measure", key)
            by_grade = entries(at(tree, path))
            if by_grade and (differs := {*by_grade} ^ {*map(str, served)}):
                yield _uneven(path, sorted(differs), [str(grade) for grade in served])


def _uneven(path: Path, differs: list[str], served: list[str]) -> Problem:
    message = f"The thresholds by grade and the grades served differ: {', '.join(differs)}."
    hint = "Name each grade of population.grades once here."
    expected = f"a threshold for each of {', '.join(served)}"
    return NO_THRESHOLD.problem(message, path=path, found=", ".join(differs), expected=expected, hint=hint)
