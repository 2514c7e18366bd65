"""Which value of the spec an edited word was printed from.

Values that could have printed it are found by their words. Which of them did is seen by trying: each gets a
value of its own, the document is made once more, and what shows at the place of the edit tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Final

from obcgen.problems import ObcgenError, Path, Problem
from obcgen.source.cutting import Cut, applied
from obcgen.taken_back.align import aligned
from obcgen.taken_back.bringing import brought
from obcgen.taken_back.edits import Edit, Spot
from obcgen.taken_back.made import Deal, UnsoundError
from obcgen.taken_back.printed import Printed
from obcgen.taken_back.spec_text import Leaf
from obcgen.taken_back.times import other_time
from obcgen.taken_back.transfer import transferred
from obcgen.taken_back.words import Word, words

_ENOUGH: Final = 4
"""So many words in a row are found in one value only."""
_MOST: Final = 60
"""Values that are tried for one edit."""
_TRIES: Final = 20
"""Documents that are made to see which values print what was edited; most that fail do so at once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that may have printed what was edited, and what the edit would make of it."""

    leaf: Leaf
    cut: Cut
    run: int
    """How many words around the edit the value and the paragraph share."""


@dataclass(slots=True)
class Values:
    """The values of a spec, found by their words."""

    leaves: tuple[Leaf, ...]
    _by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for place, leaf in enumerate(self.leaves):
            for key in {_key(word) for word in words(leaf.text)}:
                self._by_word[key].append(place)

    def candidates(self, edit: Edit, spot: Spot) -> tuple[Candidate, ...]:
        """Return the values that may have printed the words of an edit, the likeliest first."""
        hunk = spot.hunk
        old = [_key(word) for word in words(edit.before)]
        near = old[hunk.start : hunk.end] or old[max(0, hunk.start - 1) : hunk.start + 1]
        shared = [set(self._by_word.get(key, ())) for key in near]
        if hunk.start == hunk.end:
            places = set().union(*shared)
        else:
            places = set.intersection(*shared) if shared else set()
        found = (self._candidate(self.leaves[place], edit, spot) for place in sorted(places))
        likely = sorted((one for one in found if one), key=lambda one: -one.run)
        return tuple(self._times(edit, spot)) or tuple(likely[:_MOST])

    def _times(self, edit: Edit, spot: Spot) -> Iterator[Candidate]:
        for leaf in self.leaves:
            cut = other_time(leaf.text, edit.before, edit.after, spot.hunk)
            if cut:
                yield Candidate(leaf, cut, 1)

    def _candidate(self, leaf: Leaf, edit: Edit, spot: Spot) -> Candidate | None:
        cut = transferred(leaf.text, edit.before, edit.after, spot.hunk)
        if cut is None:
            return None
        run, is_whole = _run(leaf.text, edit.before, cut, spot)
        is_insertion = spot.hunk.start == spot.hunk.end
        if run >= _ENOUGH or (is_whole and not is_insertion) or run == len(words(edit.before)):
            return Candidate(leaf, cut, run)
        return None


def _key(word: Word) -> str:
    return word.key.casefold()


def _run(source: str, before: str, cut: Cut, spot: Spot) -> tuple[int, bool]:
    """Return how many words around an edit both texts share, and whether those are all of the source."""
    old = [_key(word) for word in words(before)]
    mine = [word for word in words(source) if not word.is_markup]
    keys = [_key(word) for word in mine]
    inside = [place for place, word in enumerate(mine) if cut.start <= word.start and word.end <= cut.end]
    if spot.hunk.start == spot.hunk.end:
        first = last = sum(1 for word in mine if word.end <= cut.start)
    elif inside:
        first, last = inside[0], inside[-1] + 1
    else:
        return 0, False
    left, right = spot.hunk.start, spot.hunk.end
    while first > 0 and left > 0 and keys[first - 1] == old[left - 1]:
        first, left = first - 1, left - 1
    while last < len(keys) and right < len(old) and keys[last] == old[right]:
        last, right = last + 1, right + 1
    return right - left, first == 0 and last == len(keys)


def printed_by(
    found: Mapping[Spot, tuple[Candidate, ...]], before: Sequence[Printed], deal: Deal
) -> dict[Spot, tuple[Candidate, ...]]:
    """Return for each edit the candidates that print at its place, as a document with other values shows."""
    marks: dict[Path, dict[Cut, str]] = defaultdict(dict)
    for candidates in found.values():
        for one in candidates:
            marks[one.leaf.path].setdefault(one.cut, "")
    texts: dict[Path, str] = {}
    signs: dict[Path, str] = {}
    for number, path in enumerate(sorted(marks, key=str)):
        leaf = next(one.leaf for each in found.values() for one in each if one.leaf.path == path)
        marked = _marked(leaf, next(iter(marks[path])), number)
        if marked:
            texts[path], signs[path] = marked
    new: dict[int, str] = defaultdict(str)
    for shown in _made(texts, deal):
        for pair in aligned(before, shown):
            if pair.old is not None and pair.new is not None:
                new[pair.old] += f" {shown[pair.new].text}"
    return {spot: _seen(candidates, signs, texts, new[spot.place]) for spot, candidates in found.items()}


def _seen(
    candidates: tuple[Candidate, ...], signs: Mapping[Path, str], texts: Mapping[Path, str], text: str
) -> tuple[Candidate, ...]:
    keys = {_key(word) for word in words(text)}
    surely = tuple(one for one in candidates if one.leaf.path in texts and signs[one.leaf.path] in keys)
    untried = tuple(one for one in candidates if one.leaf.path not in texts)
    return surely or untried


def _made(texts: dict[Path, str], deal: Deal) -> list[tuple[Printed, ...]]:
    """Return documents that show the marked values; those that no document can be made of are put back.

    Marked values may contradict one another, or break the deal: then each of several documents shows some.
    """
    found: list[tuple[Printed, ...]] = []
    made: set[Path] = set()
    waiting, is_sorted = [dict(texts)], False
    for _ in range(_TRIES):
        if not waiting:
            break
        some = waiting.pop(0)
        try:
            found.append(deal.with_values(some))
        except UnsoundError:
            waiting += _halves(some) if is_sorted else _by_faults(some, deal)
            is_sorted = True
        except ObcgenError as error:
            refused = {path for path in some for each in error.problems if _is_about(each.path, path)}
            waiting += [_of(some, set(some) - refused)] if refused else _halves(some)
        else:
            made |= some.keys()
    for path in set(texts) - made:
        del texts[path]
    return found


def _by_faults(texts: Mapping[Path, str], deal: Deal) -> list[dict[Path, str]]:
    """Return the marked values that `check` has nothing against, and the others."""
    wrong = set(brought(partial(_first_fault, deal, texts), list(texts)))
    sound = set(texts) - wrong
    return [_of(texts, sound), _of(texts, wrong)] if sound and wrong else _halves(texts)


def _halves(texts: Mapping[Path, str]) -> list[dict[Path, str]]:
    """Return the two halves of several values; one that fails alone is given up."""
    paths = list(texts)
    half = len(paths) // 2
    return [_of(texts, set(paths[:half])), _of(texts, set(paths[half:]))] if half else []


def _of(texts: Mapping[Path, str], paths: set[Path]) -> dict[Path, str]:
    return {path: text for path, text in texts.items() if path in paths}


def _first_fault(deal: Deal, texts: Mapping[Path, str], paths: frozenset[Path]) -> Problem | None:
    """Return what keeps documents from being made of some of the values."""
    return next(iter(deal.faults(deal.source.with_texts({path: texts[path] for path in paths}))), None)


def _is_about(path: Path, value: Path) -> bool:
    size = min(len(path), len(value))
    return size > 1 and path[:size] == value[:size]


def _marked(leaf: Leaf, cut: Cut, number: int) -> tuple[str, str] | None:
    """Return a value with a word in it that no other value has, and that word."""
    found = words(leaf.value)
    old = leaf.text[cut.start : cut.end]
    wanted = [word.key for word in words(old)] or [word.key for word in words(leaf.text[: cut.start])][-1:]
    place = next((one for one in found if wanted and one.key == wanted[0]), found[0] if found else None)
    if place is None:
        return None
    new = _other(place, number)
    text = applied(leaf.value, [Cut(place.start, place.end, new)])
    return (text, _key(words(new)[0])) if text else None


def _other(word: Word, number: int) -> str:
    """Return a word of the same kind that stands nowhere else."""
    match word.kind:
        case "date":
            try:
                return (date.fromisoformat(word.key) + timedelta(days=400 + number)).isoformat()
            except (ValueError, OverflowError):
                return word.key
        case "money":
            return f"${Decimal(word.key[1:]) + 1013 + 7 * number}"
        case "share":
            return f"{11 + (number * 7) % 80}.{11 + number % 80}%"
        case "number":
            value = Decimal(word.key)
            small = 11 + (int(value) + 5 + 3 * number) % 88
            return str(small if value < 100 else int(value) + 1013 + 13 * number)
        case _:
            letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
            return f"{word.key}zq{letters}"
