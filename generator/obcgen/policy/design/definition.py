"""A definition in words against the level that the measure states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from obcgen.policy.rule import rule
from obcgen.problems import Kind, Problem
from obcgen.spec import Measure, Outcome, Spec

OTHERWISE = Kind("DSN-23", "A definition that says another level than the measure", "warning")

Side = Literal["at_least", "at_most"]
_NUMBER = r"\$?(?P<{}>\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?(?P<{}_of>%| percent\b|)"
_BEFORE: dict[Side, str] = {
    "at_least": r"at or above|at least|no fewer than|no less than|not less than|a minimum of",
    "at_most": r"at or below|at most|no more than|not more than|a maximum of",
}
_BEYOND: dict[Side, str] = {
    "at_least": r"(?<!no )(?<!not )(?:more|higher|greater) than|(?<!at or )above",
    "at_most": r"(?<!no )(?<!not )(?:fewer|less|lower) than|(?<!at or )below",
}
_AFTER: dict[Side, str] = {
    "at_least": r"more|higher|above|better|greater|later",
    "at_most": r"fewer|less|lower|below|earlier",
}
_REACHES = r"\b(?:reach|attain|achiev)(?:es|s)? (?:achievement |performance )?level "
"""Whoever reaches a level reaches it or a higher one."""
_LEVELS = {
    side: re.compile(
        rf"\b(?:{_BEFORE[side]}|(?P<beyond>{_BEYOND[side]}))(?: the| a)? {_NUMBER.format('after', 'after')}"
        rf"|{_NUMBER.format('before', 'before')}(?: (?!at\b)[a-z]+){{0,6}} or (?:{_AFTER[side]})\b"
        + (rf"|{_REACHES}{_NUMBER.format('of', 'of')}\b(?!\.\d| or\b)" if side == "at_least" else ""),
        re.IGNORECASE,
    )
    for side in _BEFORE
}
_START = re.compile(
    r"\b(?:start|began|begin|enter|eligib|identif|screen|before)\w*[^.;,]{0,40}$", re.IGNORECASE
)
"""Before a level: where people stand when they begin."""
_FALL = re.compile(
    r"\b(?:fall|fell|drop|declin|decreas|reduc|shr[aiu]nk)\w*(?: [a-z]+){0,3} ?$", re.IGNORECASE
)
"""Before a level: a change for the better that is measured below zero."""
_OTHER: dict[Side, Side] = {"at_least": "at_most", "at_most": "at_least"}
_WORDS = {"at_least": ("{} or more", "more than {}"), "at_most": ("{} or less", "less than {}")}
_NEAR = 1
"""`fewer than 10` and `at_most: 9` are one level where results are whole numbers."""
_STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Said:
    """A level as a definition states it; `beyond` where it is not enough itself."""

    side: Side
    level: Decimal
    beyond: bool
    percent: bool

    @property
    def words(self) -> str:
        return _WORDS[self.side][self.beyond].format(self.level)

    @property
    def key(self) -> str:
        """The line of the measure that says the same."""
        near = self.level + (_STEP if self.side == "at_least" else -_STEP) if self.beyond else self.level
        return f"{self.side}: {near}"

    def is_of(self, level: Decimal) -> bool:
        """Tell whether a measure that is reached on this side at a level says the same."""
        if not self.beyond:
            return level == self.level
        past = level - self.level if self.side == "at_least" else self.level - level
        return 0 < past <= _NEAR


@rule(OTHERWISE, "outcomes", source="contract practice; Standards of Excellence, outcomes")
def definitions_say_the_level(spec: Spec) -> Iterator[Problem]:
    """Where a definition states a level in figures, it is the level of the measure, from the same side."""
    for key, outcome in spec.outcomes.items():
        side, levels = _stated(outcome.measure)
        if not levels:
            continue
        same, other = (_said(outcome, each) for each in (side, _OTHER[side]))
        if any(said.is_of(level) for said in same for level in levels):
            continue
        turned = [
            each for each in other if each.level in levels or _is_the_level(each, same, outcome.measure)
        ]
        if found := turned or same:
            yield _otherwise(key, outcome, found[0], side, levels)


def _is_the_level(said: _Said, same: list[_Said], measure: Measure) -> bool:
    """Tell whether a level on the other side is what is measured: in percent, and no other is stated."""
    return not same and said.percent and "percent" in measure.scale.lower()


def _stated(measure: Measure) -> tuple[Side, set[Decimal]]:
    """Return on which side of its level a measure is reached, and the level; each, where grades differ."""
    side: Side = "at_least" if measure.at_least is not None else "at_most"
    stated = measure.at_least if measure.at_least is not None else measure.at_most
    if stated is None:
        return side, set()
    return side, set(stated.values()) if isinstance(stated, dict) else {stated}


def _said(outcome: Outcome, side: Side) -> list[_Said]:
    """Return the levels that a definition states on one side, in figures."""
    return [each for each in _levels(outcome) if each.side == side]


def _levels(outcome: Outcome) -> Iterator[_Said]:
    text = " ".join(str(outcome.definition).split())
    for side, pattern in _LEVELS.items():
        for found in pattern.finditer(text):
            before = text[: found.start()]
            if _START.search(before):
                continue
            level = Decimal((_number_of(found)).replace(",", ""))
            beyond, percent = bool(found["beyond"]), bool(found["after_of"] or found["before_of"])
            if _is_less_better(outcome.measure) and _FALL.search(before):
                yield _Said(_OTHER[side], -level, beyond, percent)
            else:
                yield _Said(side, level, beyond, percent)


def _number_of(found: re.Match[str]) -> str:
    """Return the number of a level, wherever it stands in the words."""
    said = found.groupdict()
    return str(said["after"] or said["before"] or said["of"])


def _is_less_better(measure: Measure) -> bool:
    """Tell whether a fall, where one is stated, is measured below zero."""
    return measure.kind == "gain" and measure.at_most is not None


def _otherwise(key: str, outcome: Outcome, said: _Said, side: Side, levels: set[Decimal]) -> Problem:
    stated = ", ".join(str(level) for level in sorted(levels))
    return OTHERWISE.problem(
        f"The definition of {outcome.name} asks for {said.words}, but the measure is reached at "
        f"{_WORDS[side][False].format(stated)}. Both are printed.",
        path=("outcomes", key, "definition"),
        found=f"{side}: {stated}; definition: {said.words}",
        expected="one level in both",
        hint=f"{_mended(key, said, side)}, or correct the definition.",
    )


def _mended(key: str, said: _Said, side: Side) -> str:
    """Return what to write; the measure may be copied from another outcome, which is not to change."""
    where = f"outcomes.{key}.measure"
    if said.side == side:
        return f"Write {where}.{said.key}"
    return f"Write {said.key} in place of {side} under {where}"
