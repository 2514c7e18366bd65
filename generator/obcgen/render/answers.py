"""What the response file says beside its questions: their points, and how long an answer may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from obcgen.spec import AwardCriterion, Spec

WORDS_A_PAGE = 500
"""What a page of a proposal is counted as; then no limit depends on type or margins."""
_STEP = 50
_HALF_A_PAGE = 300
"""Words that half a page of paper holds."""
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "program": "program",
        "plan": "program",
        "evidence": "evidence",
        "data": "data",
        "verification": "data",
        "price": "price",
    }
)
"""The part of the response file that a criterion scores, by the criterion's id where it names none."""
_ALWAYS = 6 + 2 + 1
"""Written answers that every response gives: on the program, on evidence, on data."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How long each written answer may be, and what the parts of the response file are worth.

    `words` is a number, or empty where the spec has no limit. `points` are by part: `25 points`, or empty;
    `weights` are the numbers alone. `others` are the criteria, by id, that no part answers: each gets a
    question of its own.
    """

    words: str
    room: Literal["half", "page"]
    points: Mapping[str, str]
    weights: Mapping[str, str]
    others: Mapping[str, AwardCriterion]


def answers(spec: Spec) -> Answers:
    """Return what stands beside the questions of a spec's response file."""
    criteria = spec.procurement.criteria if spec.procurement else {}
    parts = {id_: part_of(id_, criterion) for id_, criterion in criteria.items()}
    named = dict.fromkeys(PARTS.values())
    weights = {part: _weight(criteria[id_] for id_ in criteria if parts[id_] == part) for part in named}
    points = {
        part: f"{one} {'point' if one == '1' else 'points'}" if one else "" for part, one in weights.items()
    }
    others = {id_: criterion for id_, criterion in criteria.items() if not parts[id_]}
    limit = spec.procurement.submission.pages if spec.procurement else None
    words = words_each(limit, written_answers(spec, len(others))) if limit else 0
    room: Literal["half", "page"] = "page" if words > _HALF_A_PAGE else "half"
    return Answers(f"{words:,}" if words else "", room, points, weights, others)


def part_of(id_: str, criterion: AwardCriterion) -> str:
    """Return the part of the response file that is scored under a criterion; nothing where none is."""
    return criterion.part or ("price" if criterion.scoring else PARTS.get(id_, ""))


def words_each(pages: int, count: int) -> int:
    """Return the limit of each of `count` answers that may fill so many pages together."""
    words = pages * WORDS_A_PAGE // count
    return words - words % _STEP if words > _STEP else max(words, 1)


def written_answers(spec: Spec, others: int) -> int:
    """Return how many written answers the response file asks for."""
    tier = spec.program.evidence_tier is not None
    return _ALWAYS + len(spec.outcomes) + tier + others


def _weight(criteria: Iterable[AwardCriterion]) -> str:
    weight = sum((criterion.weight for criterion in criteria), Decimal(0))
    return f"{weight}" if weight else ""
