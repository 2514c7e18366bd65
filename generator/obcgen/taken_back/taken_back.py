"""An edited document against its spec: what each edit is, what takes it back, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from obcgen.document.references import LEADS_NOWHERE
from obcgen.document.tree import Document, Figure
from obcgen.document.walk import blocks_of
from obcgen.document.walk import labels_of as labels_in
from obcgen.inspection.marks import Label, labels_of, marks_of
from obcgen.problems import Path, Place, Problem, dotted
from obcgen.readers.edited import Comment, Edited, Revision
from obcgen.readers.edited_docx import read_edited
from obcgen.readers.found import beyond
from obcgen.source.cutting import Cut, applied
from obcgen.taken_back.align import aligned
from obcgen.taken_back.beside import filled_in, in_margins, without_prompts
from obcgen.taken_back.claims import (
    Claim,
    OfOutline,
    OfValue,
    OfWords,
    Target,
    begins_new_clause,
    claims,
    has_figures,
    path_of,
)
from obcgen.taken_back.edits import Edit, edited_paragraphs, edits, spots
from obcgen.taken_back.judged import Judge, Trial, touches
from obcgen.taken_back.made import Deal
from obcgen.taken_back.printed import Printed, plain, printed
from obcgen.taken_back.said import AROUND, around, authors, figures_in, list_in, look_at, part, short, torn
from obcgen.taken_back.spec_text import SpecText
from obcgen.taken_back.words import hunks

Became = Literal["value", "words", "outline", "follows", "nothing"]
_MOST = 20
"""So many times the paragraphs, and the characters, of a document an edited one may have."""


@dataclass(frozen=True, slots=True)
class Item:
    """One edit and what it becomes: a value of the spec, words of a clause, an outline, or nothing.

    What `follows` needs no change: with the other changes the document says it by itself. `look` says why a
    person must look at it before it is signed; `why`, why it becomes nothing. `before` and `after` are its
    words with a few around them.
    """

    became: Became
    clause: str
    before: str
    after: str
    authors: tuple[str, ...]
    path: Path = ()
    place: Place | None = None
    old: str = ""
    new: str = ""
    file: str = ""
    moved_to: str = ""
    """The clause in which it stands now, if it was moved."""
    moved_after: str = ""
    look: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place that nobody edited, and where the deal now says something else than the document."""

    clause: str
    document: str
    deal: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """All that came back with a document, and the changes that it makes of the spec and the clauses."""

    items: tuple[Item, ...]
    disagreements: tuple[Disagreement, ...]
    comments: tuple[tuple[str, Comment], ...]
    """Each with the clause at which it stands."""
    elsewhere: tuple[str, ...]
    """Words in notes, text boxes, blanks, headers and footers, which no spec and no clause holds."""
    revisions: tuple[Revision, ...]
    labels: Mapping[str, Label]
    trial: Trial
    faults: tuple[Problem, ...]
    """What `check` says of the spec after the change, and did not say before."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody changed or said anything."""
        return not (self.items or self.comments or self.elsewhere)

    @property
    def does_something(self) -> bool:
        """Whether any of it can be applied, or is a comment to read."""
        return bool(self.comments) or any(item.became != "nothing" for item in self.items)


def taken_back(deal: Deal, content: bytes) -> TakenBack:
    """Return what came back with an edited Word file of a deal's document.

    Raises:
        ObcgenError: the file cannot be read, or the document cannot be made.
    """
    tree = deal.tree()
    before = printed(tree)
    said = {plain(one.text) for one in before}
    edited = without_prompts(read_edited(content, marks_of(tree, "docx")), tree, said)
    after = edited_paragraphs(edited)
    if len(after) > _MOST * len(before):
        raise beyond(f"The file has {len(after):,} paragraphs, and the document {len(before):,}.")
    letters, own = (sum(len(one.text) for one in each) for each in (after, before))
    if letters > _MOST * own:
        raise beyond(f"The file has {letters:,} characters, and the document {own:,}.")
    found = edits(before, after, edited)
    spec = SpecText(deal.text, str(deal.file), deal.source)
    judge = Judge(deal, spec, before, after, found, claims(deal, spec, before, after, found))
    trial = judge.settle()
    return _Told(deal, spec, tree, edited, before, after, found, judge, trial).all()


@dataclass(slots=True)
class _Told:
    """What was found, put into words."""

    deal: Deal
    spec: SpecText
    tree: Document
    edited: Edited
    before: Sequence[Printed]
    after: Sequence[Printed]
    edits: Sequence[Edit]
    judge: Judge
    trial: Trial

    def all(self) -> TakenBack:
        trial = self._with_unseen()
        revisions = (*self.edited.paragraphs, *self.edited.lost)
        return TakenBack(
            tuple(self._items()),
            tuple(self._disagreements()),
            tuple((self._clause_at(one.paragraph), one) for one in self.edited.comments),
            self._elsewhere(),
            tuple(each for one in revisions for each in one.revisions),
            labels_of(self.tree),
            trial,
            self._told(trial.text),
        )

    def _elsewhere(self) -> tuple[str, ...]:
        """Return the words in notes, boxes, blanks and margins that the document did not have there."""
        pictures = (one for one in blocks_of(self.tree.blocks) if isinstance(one, Figure))
        ours = {plain(words) for picture in pictures for words in labels_in(picture)}
        notes = (words for words in self.edited.elsewhere if plain(words) not in ours)
        return (
            *notes,
            *filled_in(self.edited, self.tree),
            *in_margins(self.edited, self.tree, self.deal.pack),
        )

    def _with_unseen(self) -> Trial:
        """Return the changes with the values of which no document can be made yet."""
        if not self.judge.unseen:
            return self.trial
        cuts: dict[Path, dict[Cut | None, None]] = {}
        for claim in self._values():
            cuts.setdefault(claim.leaf.path, {}).update(dict.fromkeys((claim.cut, *claim.others)))
        changes = {path: [one for one in found if one] for path, found in cuts.items()}
        removed = [path for path, found in cuts.items() if None in found]
        text = self.spec.changed({path: found for path, found in changes.items() if found}, removed)
        return self.trial if text is None else Trial(text, self.trial.files, self.trial.shown)

    def _values(self) -> tuple[OfValue, ...]:
        """Return what becomes a value, also such with which the spec has errors."""
        found = (*self.judge.chosen().values(), *self.judge.unseen.values())
        return tuple(claim for claim in found if isinstance(claim, OfValue))

    def _told(self, text: str) -> tuple[Problem, ...]:
        """Return what `check` says of the changed spec and did not say before."""
        if text == self.deal.text:
            return ()
        known = {(one.code, one.path) for one in self.deal.told(self.deal.source)}
        found = self.deal.told(self.deal.read(text).source)
        return tuple(one for one in found if (one.code, one.path) not in known)

    def _items(self) -> Iterator[Item]:
        chosen: dict[Target, Claim] = {**self.judge.chosen(), **self.judge.unseen}
        whole: dict[tuple[int, Path], list[Target]] = {}
        for target, claim in chosen.items():
            whole.setdefault((target.edit, path_of(claim)), []).append(target)
        follows = set(self.judge.followed(self.trial))
        for target in self.judge.options:
            path = path_of(chosen[target]) if target in chosen else ()
            several = whole[target.edit, path] if path else [target]
            if several[0] == target:
                yield self._item(
                    several, self.edits[target.edit], chosen.get(target), follows=target in follows
                )

    def _item(self, several: Sequence[Target], edit: Edit, claim: Claim | None, *, follows: bool) -> Item:
        item = self._become(several, edit, claim, follows=follows)
        if edit.kind != "moved" or several[0].spot or edit.new is None:
            return item
        above = self.after[edit.new - 1].text if edit.new else ""
        return replace(item, moved_to=self._clause_at(edit.new), moved_after=part(above, 0, AROUND))

    def _become(self, several: Sequence[Target], edit: Edit, claim: Claim | None, *, follows: bool) -> Item:
        target = several[0]
        was, now = around(edit, several)
        common = (edit.clause, was, now, authors(edit))
        match claim:
            case OfValue():
                old, new = self._changed(claim)
                look = self._unseen(target) or look_at(edit, several, claim)
                return Item("value", *common, claim.leaf.path, claim.leaf.place, old, new, look=look)
            case OfWords():
                file = ", ".join(dict.fromkeys(one.path for one in claim.cuts))
                return Item("words", *common, file=file, look=look_at(edit, several, claim))
            case OfOutline():
                look = "" if claim.word else figures_in(edit, target)
                return Item(
                    "outline", *common, old=claim.clause, new=claim.word, file="outline.yaml", look=look
                )
        if follows:
            return Item("follows", *common)
        return Item("nothing", *common, look=figures_in(edit, target), why=self._why(target, edit))

    def _changed(self, claim: OfValue) -> tuple[str, str]:
        """Return a value before and after all that changes it."""
        mine = [one for one in self._values() if one.leaf.path == claim.leaf.path and one.cut]
        cuts = dict.fromkeys(cut for one in mine for cut in (one.cut, *one.others) if cut)
        new = applied(claim.leaf.text, list(cuts)) if claim.cut else ""
        return short(claim.leaf.text, new or "", whole=not claim.cut)

    def _unseen(self, target: Target) -> str:
        problem = self.judge.refused.get(target)
        if target not in self.judge.unseen or problem is None:
            return ""
        return f"With this value the spec has an error ({problem.code}): {problem.message}"

    def _why(self, target: Target, edit: Edit) -> str:
        problem = self.judge.refused.get(target)
        if paths := self.judge.contradicting.get(target):
            return torn(paths)
        if edit.kind == "moved" and not target.spot and (said := self._by_hand(edit)):
            return said
        if problem:
            place = problem.place if problem.code == LEADS_NOWHERE.code else None
            where = f" {place.file} has it." if place else ""
            return f"It was tried and refused ({problem.code}): {problem.message}{where}"
        if "{" in edit.after or "}" in edit.after:
            return "It holds a brace, which templates would run, so nobody puts it into a clause but by hand."
        return self._by_hand(edit) or self._why_of(edit, target)

    def _by_hand(self, edit: Edit) -> str:
        """Return what a person can do where the place of the change is known."""
        if edit.new is not None and begins_new_clause(self.before, self.after[edit.new]):
            clause = self.after[edit.new].clause
            return f"It belongs to a new clause, {clause!r}: write its file and outline line by hand."
        path = self._list_of(edit)
        said = (
            f"It prints the list {dotted(path)}, where an item is added, changed, moved or taken out by hand."
        )
        return said if path else ""

    def _why_of(self, edit: Edit, target: Target) -> str:
        if edit.old is None:
            return "It stands where the document prints what the spec makes, and no words of a clause."
        at = self.before[edit.old].at
        if edit.kind == "moved" and not target.spot:
            return "It stands elsewhere now, and neither the outline nor a clause can move it by itself."
        if path := self.judge.missed.get(target):
            return f"With these words in {dotted(path)} the document would not say just what was typed."
        if target.spot and has_figures(edit, target.spot):
            return f"No value of the spec prints this alone: {at} works it out, or says it in its own words."
        if at.rpartition(":")[0].endswith(".md"):
            return f"What {at} prints depends on the deal, so it was not changed there by itself."
        return f"The program makes these words ({at}); they are in no clause that a pack could change."

    def _list_of(self, edit: Edit) -> Path:
        """Return the path of the list that an edited paragraph prints, or of which it is to be an item."""
        leaves = self.spec.leaves
        if edit.old is not None or edit.new is None:
            return list_in(leaves, edit.before, whole=edit.kind == "moved")
        beside = self.after[max(0, edit.new - 1) : edit.new + 2]
        return next((path for one in beside if (path := list_in(leaves, one.text, whole=True))), ())

    def _disagreements(self) -> Iterator[Disagreement]:
        """Yield each place where the document now contradicts the deal, beside what was edited."""
        now = {pair.old: pair.new for pair in aligned(self.before, self.trial.shown) if pair.old is not None}
        new = {pair.old: pair.new for pair in aligned(self.before, self.after) if pair.old is not None}
        edited = {edit.old: edit for edit in self.edits if edit.old is not None}
        for place, one in enumerate(self.before):
            here, there = now.get(place), new.get(place)
            if there is None:
                continue
            if here is None:
                yield Disagreement(one.clause, part(self.after[there].text, 0, AROUND), "")
                continue
            said, says = self.after[there].text, self.trial.shown[here].text
            mine = [spot.hunk for spot in spots(edited[place])] if place in edited else []
            for rest in hunks(says, said):
                if not any(touches(hunk, rest) for hunk in mine):
                    yield Disagreement(
                        one.clause,
                        part(said, rest.new_start, rest.new_end),
                        part(says, rest.start, rest.end),
                    )
        yield from self._new_places(set(now.values()))

    def _new_places(self, known: set[int | None]) -> Iterator[Disagreement]:
        """Yield what the deal now says beside, in no paragraph that the document has."""
        there = {one.text for one in self.after}
        for place, one in enumerate(self.trial.shown):
            if place not in known and one.text not in there:
                yield Disagreement(one.clause, "", part(one.text, 0, AROUND))

    def _clause_at(self, place: int) -> str:
        return self.after[place].clause if 0 <= place < len(self.after) else ""
