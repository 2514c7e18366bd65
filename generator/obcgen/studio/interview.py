"""The pages of the interview: data of the pack, which say what stands on which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from obcgen.changes.called import label_of
from obcgen.problems import Kind, ObcgenError, Place
from obcgen.studio.paths import fits, lies_in

if TYPE_CHECKING:
    from obcgen.pack import Pack
    from obcgen.problems import Path

FILE: Final = "studio/interview.yaml"
BAD_INTERVIEW: Final = Kind("STU-05", "An interview that a pack brings and that cannot be read")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its id, its title, what it is for, and the patterns of what it holds."""

    id: str
    title: str
    intro: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Buying:
    """What may be bought: its id, its name, and the worked deal that comes nearest."""

    id: str
    title: str
    help: str
    deal: str
    left_out: tuple[str, ...] = ()
    standard: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)
    """By path in the worked deal: the id of a thing that goes there by a name of its own."""
    follow_up: Mapping[str, str] = field(default_factory=dict)
    """Where results are measured after people have left: when services end, in which window, how late."""


@dataclass(frozen=True)
class Interview:
    """The pages in order, what may be bought, and what fields are called by their patterns."""

    pages: tuple[Page, ...]
    questions: tuple[Buying, ...]
    labels: Mapping[str, str]
    facts: tuple[str, ...] = ()
    """What a worked deal lends to no other: patterns of its facts, beside its days, amounts and numbers."""
    left_out: tuple[str, ...] = ()
    """What a spec in the shape of a worked deal does not take over at all."""
    facts_in_words: tuple[str, ...] = ()
    """Words, in small letters, by which a text tells of the arrangements of one deal."""
    standard: Mapping[str, str] = field(default_factory=dict)
    """What a new spec says by pattern in place of a fact of a worked deal, until somebody says otherwise."""
    follows: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    """By pattern: the words that name other values, or the value for each state."""
    advice: Mapping[str, str] = field(default_factory=dict)
    """By the code of a rule whose hint speaks of a file: what to do on the form."""
    help: Mapping[str, str] = field(default_factory=dict)
    """By pattern: what a field is for, where the language's reference speaks of the text of a spec."""
    decides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the reason why a person must decide: the codes of rules."""
    weighs: tuple[str, ...] = ()
    """What binds somebody to money, people or time: patterns of what an export names until looked at."""

    def of(self, buying: Buying) -> Interview:
        """Return the interview with what holds for the deal of one question alone."""
        left_out = (*self.left_out, *buying.left_out)
        return replace(
            self, left_out=left_out, standard={**buying.standard, **self.standard, **buying.standard}
        )

    def why_a_person(self, code: str) -> str:
        """Return why no click can mend what a rule finds; nothing where one can."""
        return next((reason for reason, codes in self.decides.items() if code in codes), "")

    def is_fact(self, path: Path) -> bool:
        """Tell whether what stands at a path is true of one deal alone."""
        return any(lies_in(path, each) for each in self.facts)

    def is_left_out(self, path: Path) -> bool:
        """Tell whether a new spec in the shape of a deal leaves out what stands at a path."""
        return any(lies_in(path, each) for each in self.left_out)

    def standard_at(self, path: Path) -> str | None:
        """Return what a new spec says at a path unless somebody says otherwise."""
        return next((each for pattern, each in self.standard.items() if fits(path, pattern)), None)

    def label(self, pattern: str) -> str:
        """Return what a field is called; an item of a list as the list is."""
        return self.labels.get(pattern) or label_of(pattern.removesuffix(".*"))

    def page_of(self, pattern: str) -> str:
        """Return the id of the page that holds a pattern; nothing where none does."""
        best = max(
            ((len(held), page.id) for page in self.pages for held in page.holds if is_within(pattern, held)),
            default=(0, ""),
        )
        return best[1]


def is_within(pattern: str, held: str) -> bool:
    """Tell whether a pattern is another, or lies below it."""
    return f"{pattern}.".startswith(f"{held}.")


def interview(pack: Pack) -> Interview:
    """Return the interview of a pack.

    Raises:
        ObcgenError: its file cannot be read.
    """
    data = pack.data(FILE)
    try:
        return _made(data.mapping())
    except (AttributeError, KeyError, TypeError):
        message = "The interview of a pack holds pages, questions and labels, each with its keys."
        hint = "Begin with the built-in file of this name, and change what should differ."
        place = Place(pack.shown(FILE), 1, 1)
        raise ObcgenError(BAD_INTERVIEW.problem(message, place=place, hint=hint)) from None


def _made(data: Mapping[str, Any]) -> Interview:
    pages = tuple(
        Page(id_, each["title"], each["intro"], _texts(each["holds"])) for id_, each in data["pages"].items()
    )
    questions = tuple(
        Buying(
            id_,
            each["title"],
            each["help"],
            each["deal"],
            _texts(each.get("left_out", ())),
            _words(each.get("standard", {})),
            _words(each.get("ids", {})),
            _words(each.get("follow_up", {})),
        )
        for id_, each in data["questions"].items()
    )
    facts, left_out, words = (_texts(data.get(name, ())) for name in ("facts", "left_out", "facts_in_words"))
    names = ("labels", "standard", "advice", "help")
    labels, standard, advice, helps = (_words(data.get(name, {})) for name in names)
    follows = {
        path: each if isinstance(each, str) else _words(each)
        for path, each in data.get("follows", {}).items()
    }
    decides = {reason: _texts(codes) for reason, codes in data.get("decides", {}).items()}
    weighs = _texts(data.get("weighs", ()))
    return Interview(
        pages, questions, labels, facts, left_out, words, standard, follows, advice, helps, decides, weighs
    )


def _words(value: object) -> Mapping[str, str]:
    """Return words by name.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise TypeError(value)
    return value


def _texts(value: object) -> tuple[str, ...]:
    """Return a list of texts.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise TypeError(value)
    return tuple(value)
