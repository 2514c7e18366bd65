"""What is wrong with what the user wrote, as values: a Place, a Problem, and the one error that carries them.

A fault of the user is a Problem; a fault of ours is a plain exception. Every room declares its kinds of
problem as `Kind` constants beside the rule that finds them; a code is never reused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "note", "waived"]
"""`waived`: a warning or a note that the spec accepts with a reason."""
Path = tuple[str | int, ...]
"""Where a value stands in the merged spec: `("payment", "rates", "fluency")`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file the user can open: line and column count from 1, `width` in characters."""

    file: str
    line: int
    column: int
    width: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the user's: what was found, what was expected, where, and what to do."""

    code: str
    message: str
    path: Path = ()
    place: Place | None = None
    found: str = ""
    expected: str = ""
    hint: str = ""
    severity: Severity = "error"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its stable code, its title for the reference, and how grave it is."""

    code: str
    title: str
    severity: Severity = "error"

    def problem(
        self,
        message: str,
        *,
        path: Path = (),
        place: Place | None = None,
        found: str = "",
        expected: str = "",
        hint: str = "",
    ) -> Problem:
        """Return a Problem of this kind."""
        return Problem(self.code, message, path, place, found, expected, hint, self.severity)


class ObcgenError(Exception):
    """Carries every Problem that stopped a stage. `cli` shows them; nothing else catches and hides them."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{p.code} {p.message}" for p in problems))
        self.problems = problems


UNKNOWN_WORD = Kind("API-01", "A word that a function of the library does not know")


def known_words(name: str, given: Iterable[str], known: Collection[str]) -> None:
    """Hold a list that a program gives a function to the words that the function knows.

    Raises:
        ObcgenError: it is no list of texts, or one of them is not among `known`.
    """
    listed_texts(name, given)
    for word in given:
        known_word(name, word, known)


def known_word(name: str, given: str, known: Collection[str]) -> None:
    """Hold the one text that a program gives a function to the words that the function knows.

    Raises:
        ObcgenError: it is not among `known`.
    """
    if not isinstance(given, str) or given not in known:
        one_of = f"one of: {', '.join(known)}"
        message = f"“{given}” is none of the words that {name} may be."
        hint = f"Write {one_of}."
        raise ObcgenError(UNKNOWN_WORD.problem(message, found=str(given), expected=one_of, hint=hint))


def listed_texts(name: str, given: object) -> None:
    """Hold what a program gives a function to a list: a text would be taken letter by letter.

    Raises:
        ObcgenError: it is no list of texts.
    """
    is_one = isinstance(given, str | Mapping)
    if not is_one and isinstance(given, Collection) and all(isinstance(each, str) for each in given):
        return
    hint = f'Write {name}=["{given}"].' if isinstance(given, str) else f"Write {name}=[...], a text for each."
    found = given if isinstance(given, str) else f"a value of type {type(given).__name__}"
    raise ObcgenError(UNKNOWN_WORD.problem(f"{name} is a list of texts.", found=found, hint=hint))


def yes_or_no(**given: object) -> None:
    """Hold what a program switches on or off to True and False: each text would switch it on.

    Raises:
        ObcgenError: one is neither.
    """
    for name, value in given.items():
        if not isinstance(value, bool):
            hint = f"Write {name}=True or {name}=False."
            raise ObcgenError(
                UNKNOWN_WORD.problem(f"{name} is True or False.", found=str(value)[:80], hint=hint)
            )


def out_of(data: Mapping[str, Any]) -> Problem:
    """Return a Problem out of what `asdict` made of it, also where that was JSON in between."""
    place = Place(**data["place"]) if data["place"] else None
    return Problem(**{**data, "path": tuple(data["path"]), "place": place})


def dotted(path: Path) -> str:
    """Return a path as people write it: `payment.rates.fluency`; list items count from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def is_error(problem: Problem) -> bool:
    """Tell whether this Problem stops the run."""
    return problem.severity == "error"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return each Problem once, as a reader meets them: by file, line, column; those without a place first.

    Several at one place keep the order in which they were found.
    """
    nowhere = Place("", 0, 0)
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda each: (each.place or nowhere, each.code, each.message)))
