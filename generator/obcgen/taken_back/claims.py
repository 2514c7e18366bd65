"""For each edit, what could take it back, the likeliest first: a value, words of a clause, the outline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from obcgen.library.outline import Part
from obcgen.problems import Path
from obcgen.source.cutting import Cut
from obcgen.source.nodes import at
from obcgen.taken_back.edits import Edit, Spot, spots
from obcgen.taken_back.made import Deal
from obcgen.taken_back.printed import Printed
from obcgen.taken_back.spec_text import Leaf, SpecText
from obcgen.taken_back.values import Candidate, Values, printed_by
from obcgen.taken_back.whole import whole_value
from obcgen.taken_back.wording import Clauses, FileCut, parts_of
from obcgen.taken_back.words import cut, figures, words


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be taken back: a paragraph that was added, removed or moved, or one edit within one."""

    edit: int
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class OfValue:
    """A value of the spec becomes another; without a cut it is an item of a list, and goes.

    `others` are changes of the same value by the same paragraph: all of them are made, or none.
    """

    leaf: Leaf
    cut: Cut | None
    others: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class OfWords:
    """Words of a clause's file become others; `frozen`: what followed the spec becomes plain words."""

    cuts: tuple[FileCut, ...]
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class OfOutline:
    """A clause goes, or stands elsewhere: where `word` is `after` or `first` of another."""

    clause: str
    word: str = ""
    other: str = ""


Claim = OfValue | OfWords | OfOutline
Options = dict[Target, list[Claim]]
Found = Mapping[Spot, tuple[Candidate, ...]]


def claims(
    deal: Deal, text: SpecText, before: Sequence[Printed], after: Sequence[Printed], found: Sequence[Edit]
) -> Options:
    """Return for every edit what could take it back."""
    return _Finder(deal, text, before, after, found).options()


@dataclass(slots=True)
class _Finder:
    deal: Deal
    text: SpecText
    before: Sequence[Printed]
    after: Sequence[Printed]
    edits: Sequence[Edit]

    def options(self) -> Options:
        clauses = Clauses(self.deal.pack)
        found, seen = self._values()
        whole = dict(self._whole_clauses())
        options: Options = {}
        for number, edit in enumerate(self.edits):
            for spot in spots(edit):
                surely = seen.get(spot, ())
                rest = () if surely else found.get(spot, ())
                options[Target(number, spot)] = [
                    *(OfValue(one.leaf, one.cut) for one in surely),
                    *self._of_words(clauses, edit, spot),
                    *(OfValue(one.leaf, one.cut) for one in rest),
                    *self._frozen(clauses, edit),
                ]
            _as_wholes(number, edit, options)
            if edit.kind != "changed":
                outline = whole.get(edit.clause)
                options[Target(number)] = [
                    *([outline] if outline and edit.old is not None else ()),
                    *self._of_paragraph(clauses, edit),
                ]
        return options

    def _values(self) -> tuple[Found, Found]:
        """Return the values that may have printed each edit, and those that are seen to print there."""
        shown = self.deal.shown.root
        values = Values(tuple(leaf for leaf in self.text.leaves if at(shown, leaf.path)))
        found = {spot: values.candidates(edit, spot) for edit in self.edits for spot in spots(edit)}
        found = {spot: several for spot, several in found.items() if several}
        return found, printed_by(found, self.before, self.deal) if found else {}

    def _of_words(self, clauses: Clauses, edit: Edit, spot: Spot) -> Iterator[Claim]:
        if edit.old is None:
            return
        change = clauses.of_words(self.before[edit.old], edit, spot)
        if change:
            yield OfWords((change,))

    def _frozen(self, clauses: Clauses, edit: Edit) -> Iterator[Claim]:
        """Yield the whole paragraph as words, unless figures in it were edited."""
        if edit.old is None or any(has_figures(edit, each) for each in spots(edit)):
            return
        frozen = clauses.frozen(self.before[edit.old], edit)
        if frozen:
            yield OfWords((frozen,), frozen=True)

    def _of_paragraph(self, clauses: Clauses, edit: Edit) -> Iterator[Claim]:
        match edit.kind:
            case "removed" if edit.old is not None:
                yield from self._of_item(edit)
                gone = clauses.removal(self.before[edit.old])
                if gone:
                    yield OfWords((gone,))
            case "added" if edit.new is not None:
                come = self._addition(clauses, edit.new, edit.after)
                if come:
                    yield OfWords((come,))
            case "moved" if edit.old is not None and edit.new is not None:
                gone = clauses.removal(self.before[edit.old])
                segment = clauses.segment(self.before[edit.old].at)
                come = self._addition(clauses, edit.new, edit.before, segment.text if segment else None)
                if gone and come:
                    yield OfWords((gone, come))

    def _of_item(self, edit: Edit) -> Iterator[Claim]:
        """Yield the removal of an item of a list of the spec that says just what the paragraph said."""
        said = [word.key.casefold() for word in words(edit.before)]
        for leaf in self.text.leaves:
            is_item = isinstance(leaf.path[-1], int)
            if is_item and [word.key.casefold() for word in words(leaf.value)] == said:
                yield OfValue(leaf, None)

    def _addition(self, clauses: Clauses, place: int, said: str, raw: str | None = None) -> FileCut | None:
        """Return a paragraph added after the last one before it that the document had already."""
        if begins_new_clause(self.before, self.after[place]):
            return None
        old = {edit.new: edit.old for edit in self.edits}
        kept = {new: place for place, new in self._kept().items()}
        for above in range(place - 1, -1, -1):
            found = kept.get(above, old.get(above))
            if found is None:
                continue
            if self.before[found].kind == "heading":
                return clauses.first(self.before[found], said)
            return clauses.addition(self.before[found], said, raw)
        return None

    def _kept(self) -> dict[int, int]:
        """Return the places of the paragraphs that are as they were, in the order of both readings."""
        gone = {edit.old for edit in self.edits if edit.old is not None}
        come = {edit.new for edit in self.edits if edit.new is not None}
        old = [place for place in range(len(self.before)) if place not in gone]
        new = [place for place in range(len(self.after)) if place not in come]
        return dict(zip(old, new, strict=True))

    def _whole_clauses(self) -> Iterator[tuple[str, Claim]]:
        """Yield the clauses that went or moved as a whole, with what the outline says of it."""
        parts = parts_of(self.deal.pack, "contract" if self.deal.kind == "draft-contract" else self.deal.kind)
        for kind in ("removed", "moved"):
            for clause, inside in self._whole(kind, parts).items():
                places = {place for place, one in enumerate(self.before) if one.clause in inside}
                claim = OfOutline(clause) if kind == "removed" else self._moved(clause, places, parts)
                if claim:
                    yield from ((each, claim) for each in inside)

    def _whole(self, kind: str, parts: Mapping[str, Part]) -> dict[str, frozenset[str]]:
        """Return the topmost clauses of which nothing is left in its place, each with all that is in it."""
        gone = {one.old for one in self.edits if one.kind == kind}
        left = {one.clause for place, one in enumerate(self.before) if place not in gone}
        there = {self.before[place].clause for place in gone if place is not None}
        inside = {clause: frozenset(_inside(parts[clause])) for clause in sorted(there & parts.keys())}
        whole = {clause: several for clause, several in inside.items() if not several & left}
        return {
            clause: several
            for clause, several in whole.items()
            if not any(clause in others for other, others in whole.items() if other != clause)
        }

    def _moved(self, clause: str, places: set[int], parts: Mapping[str, Part]) -> OfOutline | None:
        target = self._now_after(places)
        if target is None:
            return None
        other, is_heading = self.before[target].clause, self.before[target].kind == "heading"
        has_parts = other in parts and parts[other].parts and is_heading
        return OfOutline(clause, "first" if has_parts else "after", other)

    def _now_after(self, places: set[int]) -> int | None:
        """Return the place of the paragraph after which a moved clause now begins."""
        new = min(one.new for one in self.edits if one.old in places and one.new is not None)
        kept = {new: old for old, new in self._kept().items()}
        return next((kept[above] for above in range(new - 1, -1, -1) if above in kept), None)


def begins_new_clause(before: Sequence[Printed], one: Printed) -> bool:
    """Tell whether a paragraph is or stands under a heading that the document did not have."""
    known = {each.clause for each in before} | {each.text for each in before if each.kind == "heading"}
    return one.clause not in known


def _as_wholes(number: int, edit: Edit, options: Options) -> None:
    """Let every edit of a value within one paragraph change it as a whole."""
    known: set[tuple[Path, Spot]] = set()
    for spot in spots(edit):
        for claim in options[Target(number, spot)]:
            if not isinstance(claim, OfValue) or (claim.leaf.path, spot) in known:
                continue
            found = whole_value(claim.leaf, edit, spot)
            for each in found[0] if found else ():
                known.add((claim.leaf.path, each))
                target = Target(number, each)
                options[target] = _with_whole(options[target], claim.leaf, found[1] if found else ())


def _with_whole(options: Sequence[Claim], leaf: Leaf, cuts: tuple[Cut, ...]) -> list[Claim]:
    """Return the options with one change of the whole value, where the likeliest change of it stood."""
    mine = [
        place for place, one in enumerate(options) if isinstance(one, OfValue) and one.leaf.path == leaf.path
    ]
    place = mine[0] if mine else 0
    rest = [one for number, one in enumerate(options) if number not in mine]
    whole = [OfValue(leaf, cuts[0], cuts[1:])] if cuts else []
    return [*rest[:place], *whole, *rest[place:]]


def has_figures(edit: Edit, spot: Spot) -> bool:
    """Tell whether a figure or a date went, came or became another."""
    hunk = spot.hunk
    return bool(
        figures(cut(edit.before, hunk.start, hunk.end))
        or figures(cut(edit.after, hunk.new_start, hunk.new_end))
    )


def _inside(part: Part) -> Iterator[str]:
    """Yield the ids of a part of the outline and of all that stand in it."""
    yield part.id
    for each in part.parts:
        yield from _inside(each)


def path_of(claim: Claim) -> Path:
    """Return the path of the value that a claim changes, or nothing."""
    return claim.leaf.path if isinstance(claim, OfValue) else ()
