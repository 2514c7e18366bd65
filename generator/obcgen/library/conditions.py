"""`when:` of a clause: all, any and not over named facts. Data, not code: nothing is evaluated."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from obcgen.problems import Kind, Path, Problem
from obcgen.words import nearest

UNKNOWN_FACT = Kind("TPL-20", "A condition over a fact that does not exist")
BAD_CONDITION = Kind("TPL-21", "A condition that cannot be read")


def holds(when: Any, facts: Mapping[str, bool]) -> bool:
    """Tell whether a sound condition holds; a missing one always does."""
    match when:
        case None:
            return True
        case {"all": parts}:
            return all(holds(part, facts) for part in parts)
        case {"any": parts}:
            return any(holds(part, facts) for part in parts)
        case {"not": part}:
            return not holds(part, facts)
        case _:
            return facts[when]


def condition_problems(when: Any, facts: Collection[str], path: Path = ("when",)) -> Iterator[Problem]:
    """Yield what is wrong with a condition."""
    match when:
        case None:
            return
        case str() if when in facts:
            return
        case str():
            message = f"There is no fact “{when}”."
            yield UNKNOWN_FACT.problem(message, path=path, found=when, hint=nearest(when, facts))
        case {"all": list() as parts, **rest} | {"any": list() as parts, **rest} if parts and not rest:
            word = next(iter(when))
            for at, part in enumerate(parts):
                yield from condition_problems(part, facts, (*path, word, at))
        case {"not": part, **rest} if part is not None and not rest:
            yield from condition_problems(part, facts, (*path, "not"))
        case _:
            message = "This condition is neither a fact nor all, any or not over facts."
            hint = "Write when: federal, or when: {all: [federal, has_rates]}, or when: {not: draft}."
            yield BAD_CONDITION.problem(message, path=path, hint=hint)


def facts_of(when: Any) -> Iterator[str]:
    """Yield the name of each fact that a sound condition asks for."""
    match when:
        case {"all": parts} | {"any": parts}:
            for part in parts:
                yield from facts_of(part)
        case {"not": part}:
            yield from facts_of(part)
        case str():
            yield when


def in_words(when: Any, meanings: Mapping[str, str]) -> str:
    """Return a sound condition as a clause of a sentence: `federal money pays, and there is a rate card`."""
    match when:
        case {"all": parts}:
            return ", and ".join(in_words(part, meanings) for part in parts)
        case {"any": parts}:
            return ", or ".join(in_words(part, meanings) for part in parts)
        case {"not": part}:
            return f"it is not so that {in_words(part, meanings)}"
        case _:
            return _inside_a_sentence(meanings[when].removesuffix("."))


def _inside_a_sentence(text: str) -> str:
    """Return a sentence without the capital letter that begins it; names keep theirs."""
    first = text.split(" ", maxsplit=1)[0]
    return text if first in _NAMES else text[:1].lower() + text[1:]


_NAMES = {"Base", "Performance", "Outcomes", "Participants"}
"""Words that begin the meaning of a fact and keep their capital letter: defined terms."""
