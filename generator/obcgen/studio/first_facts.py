"""The first facts of a new spec: which are asked, what each fills, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from obcgen.example import example
from obcgen.new import QUESTIONS, STARTER
from obcgen.pack import builtin
from obcgen.problems import ObcgenError, Problem
from obcgen.source import read_text
from obcgen.source.nodes import at
from obcgen.spec.typed import strict
from obcgen.studio.asked import refused
from obcgen.studio.typed import typed_value

if TYPE_CHECKING:
    from obcgen.problems import Path

_BASE: Final = "payment.base.per_participant"
FILLS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("document.title",),
    "number": ("document.number",),
    "district": ("district.name",),
    "state": ("district.state",),
    "participants": ("population.planned",),
    "base": (_BASE,),
}
"""By the name of an answer: what it fills in the shape of a worked deal."""


@cache
def asked_for(deal: str) -> tuple[str, ...]:
    """Return which answers the shape of a worked deal can hold: a base price only where it has one."""
    root = read_text(example(deal)[f"{deal}.yaml"].decode()).root
    return tuple(name for name in FILLS if name != "base" or at(root, path_of(_BASE)))


def path_of(dotted: str) -> Path:
    """Return a path of keys that is written with points."""
    return tuple(dotted.split("."))


def understood(answers: Mapping[str, str], asked: tuple[str, ...]) -> dict[str, str]:
    """Return what each answer means, as a spec holds it, without those left open.

    Raises:
        ObcgenError: every answer that cannot be understood, each at the path `answers`, name.
    """
    found: dict[str, str] = {}
    wrong: list[Problem] = []
    for name, answer in answers.items():
        if not answer.strip():
            continue
        if name not in asked:
            raise refused(f"Nothing here asks for “{name[:40]}”.")
        try:
            found[name] = _meant(name, answer)
        except ObcgenError as error:
            said = next(each.asks for each in QUESTIONS if each.name == name)
            wrong += (
                replace(each, path=("answers", name), message=f"{said}: {each.message}")
                for each in error.problems
            )
    if wrong:
        raise ObcgenError(*wrong)
    return found


def _meant(name: str, answer: str) -> str:
    if name not in FILLS:
        return strict("money", answer)
    root = read_text(builtin().text(STARTER)).root
    return str(typed_value(answer, path_of(FILLS[name][0]), root))
