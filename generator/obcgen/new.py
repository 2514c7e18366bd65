"""A starter spec: the commented file a newcomer fills in, with what they told at the start put in already."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from obcgen.money import Money
from obcgen.pack import Pack
from obcgen.problems import ObcgenError, Problem
from obcgen.source import parse_sections, read_text
from obcgen.spec import Spec
from obcgen.spec.schema import schema_text
from obcgen.spec.shapes import UNFILLED
from obcgen.spec.states import read_state

LAW = "shared/law.yaml"
SPEC = "spec.yaml"
STARTER = "new/spec.yaml"
SCHEMA = "schema.json"


@dataclass(frozen=True, slots=True)
class Question:
    """What a newcomer may be asked: the name of the answer, the question, and the blanks it fills."""

    name: str
    asks: str
    blanks: tuple[str, ...]


QUESTIONS = (
    Question("title", "What is bought, in one line", ("what is bought in one line",)),
    Question("number", "Number of the RFP", ("number of the RFP",)),
    Question("district", "Legal name of the district or board", ("legal name of the district",)),
    Question("state", "State", ("two letters of the state",)),
    Question("participants", "Number of participants", ("number of participants",)),
    Question(
        "base",
        "Most that bidders may ask as base price for a participant, such as $900",
        ("base price for a participant",),
    ),
    Question(
        "outcome",
        "Price of each of two outcomes for a participant, such as $300",
        ("price of the first outcome", "price of the second outcome"),
    ),
)
_LIMIT = "participants x (base price + prices of all outcomes)"
_PLAIN = re.compile(r"[A-Za-z0-9$][A-Za-z0-9 $%.()/-]*")


def starter(answers: Mapping[str, str], pack: Pack) -> dict[str, bytes]:
    """Return the files of a new spec by name: the spec, and the schema that its first line names.

    Raises:
        ObcgenError: an answer is not what its question asks for.
    """
    text = filled(pack.text(STARTER), answers)
    if wrong := _wrong(text):
        raise ObcgenError(*wrong)
    whole = _with_pack(_with_limit(text, answers), answers, pack)
    return {SPEC: whole.encode(), SCHEMA: schema_text().encode()}


def filled(text: str, answers: Mapping[str, str]) -> str:
    """Return the starter with each answer in place of its blanks."""
    for question in QUESTIONS:
        if answer := answers.get(question.name, "").strip():
            for blank in question.blanks:
                text = _fill(text, blank, answer)
    return text


def blanks(text: str) -> int:
    """Count the blanks of a starter that are still to be filled."""
    return sum(
        len(re.findall(r"<[^<>]+>", line.split(" #")[0])) for line in text.split("\n")[1:] if line[:1] != "#"
    )


def _fill(text: str, blank: str, answer: str) -> str:
    return text.replace(f"<{blank}>", _written(answer))


def _written(answer: str) -> str:
    """Return a text as YAML: in quotes where it could be taken for anything else."""
    return answer if _PLAIN.fullmatch(answer) else json.dumps(answer, ensure_ascii=False)


def _wrong(text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a starter beside its blanks."""
    problems = parse_sections(read_text(text, SPEC), Spec)[2]
    return tuple(problem for problem in problems if problem.code != UNFILLED.code)


def _with_pack(text: str, answers: Mapping[str, str], pack: Pack) -> str:
    """Name the pack of the state, where the answers name one for which the program has a pack."""
    state = answers.get("state", "").strip()
    known = pack.data(LAW).value["states"].get(read_state(state)) if state else None
    if known is None:
        return text
    line = f"pack: {known['pack']}"
    told = f"{line:46}# what state law asks for; each rule is for counsel"
    return text.replace("\n\ndocument:", f"\n{told}\n\ndocument:", 1)


def _with_limit(text: str, answers: Mapping[str, str]) -> str:
    """Fill in the limit of the contract where the answers add up to one."""
    if not all(answers.get(name, "").strip() for name in ("participants", "base", "outcome")):
        return text
    participants = int(answers["participants"].strip().replace(",", ""))
    each = Money.parse(answers["base"]) + Money.parse(answers["outcome"]) * 2
    return _fill(text, _LIMIT, str(each * participants))
