"""Designed deals: a change over a sound deal, and the findings that an experienced designer expects of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from obcgen.law.in_force import law_on
from obcgen.law.law import Law
from obcgen.pack import builtin
from obcgen.policy.check import check
from obcgen.problems import Problem
from obcgen.source import parse, read_values
from obcgen.source.from_yaml import from_yaml
from obcgen.source.nodes import Node, child, overlay, steps, to_plain, without_all
from obcgen.spec import Spec
from obcgen.spec.links import links

SOUND = Path(__file__).parent / "sound.yaml"


@dataclass(frozen=True, slots=True)
class Design:
    """A deal in a few words, what it changes in the sound deal, and the codes that it must bring.

    `expected` are the codes as a text, `DSN-01 FIG-05`, empty for a sound deal: written before the rule.
    `without:` among the changes removes keys, as in a file that extends another.
    """

    name: str
    expected: str
    changes: str = ""

    @property
    def codes(self) -> set[str]:
        """The codes that are expected."""
        return set(self.expected.split())


@cache
def _base() -> Node:
    return from_yaml(SOUND.read_text(encoding="utf-8"), SOUND.name)[0]


@cache
def _law() -> Law:
    return law_on(builtin(), date(2027, 3, 1))


SOUND_LAW = _law()
"""The law of the day on which the sound deal is issued."""


def spec_of(changes: str) -> Spec:
    """Return the sound deal with changes over it; keys under `without:` are taken out of it first."""
    above = from_yaml(changes, "design.yaml")[0] if changes else None
    removed = child(above, "without") if above else None
    paths = [tuple(str(item.value).split(".")) for _, item in steps(removed)] if removed else []
    below = without_all(_base(), paths)
    laid = overlay(below, without_all(above, [("without",)])) if above else below
    values = to_plain(laid)
    assert isinstance(values, dict)
    return parse(read_values(values, "design.yaml"), Spec, links)


def told(design: Design) -> tuple[Problem, ...]:
    """Return all that check finds in a design, waived findings left out."""
    return tuple(each for each in check(spec_of(design.changes), _law()) if each.severity != "waived")
