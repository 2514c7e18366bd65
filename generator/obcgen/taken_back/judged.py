"""Trying what could take the edits back, until the document that is made says what was edited.

Nothing is believed that was not seen: each change is kept only if the document made with it shows the edit at
its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from obcgen.problems import ObcgenError, Path, Problem
from obcgen.source import Source, parse
from obcgen.source.cutting import Cut
from obcgen.spec import Spec
from obcgen.spec.links import links
from obcgen.taken_back.align import Pair, aligned
from obcgen.taken_back.blamed import is_a, is_about, is_named, is_other
from obcgen.taken_back.bringing import brought
from obcgen.taken_back.claims import Claim, OfOutline, OfValue, OfWords, Options, Target, path_of
from obcgen.taken_back.edits import Edit
from obcgen.taken_back.made import Deal, under
from obcgen.taken_back.printed import Printed, printed
from obcgen.taken_back.spec_text import SpecText
from obcgen.taken_back.wording import Clauses, FileCut, outline_change
from obcgen.taken_back.words import Hunk, hunks, same

_TRIES = 12
_PATIENCE = 6
"""From this try on what fails is not tried in another way."""
_MOST_WRITTEN = 2_000
"""Where each figure was changed, it would take minutes otherwise."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Changes of the spec and of clauses, and what the document says with them."""

    text: str
    files: Mapping[str, str]
    shown: tuple[Printed, ...]


@dataclass(slots=True)
class Judge:
    """What was edited, and what could take each edit back; what fails is struck off."""

    deal: Deal
    spec: SpecText
    before: Sequence[Printed]
    after: Sequence[Printed]
    edits: Sequence[Edit]
    options: Options
    refused: dict[Target, Problem] = field(default_factory=dict)
    """Why the likeliest change of an edit cannot be made."""
    unseen: dict[Target, OfValue] = field(default_factory=dict)
    """Values of which no document can be made, because the deal has errors with them."""
    missed: dict[Target, Path] = field(default_factory=dict)
    """Values that print an edit, and with which the document would not say what was typed."""
    contradicting: dict[Target, tuple[Path, ...]] = field(default_factory=dict)
    """Edits that make different values of one value, each with all values that could have printed it."""
    written: int = 0
    """How many values were written to find which of them bring faults."""

    def settle(self) -> Trial:
        """Return the changes that are left when each does what it should."""
        for turn in range(_TRIES):
            self._strike_contradictions()
            trial = self._tried()
            if trial is None:
                continue
            failed = list(self._failed(trial.shown))
            if not failed:
                return trial
            for target in self._with_rest(failed):
                self.options[target] = self.options[target][1:] if turn < _PATIENCE else []
        for target in self.options:
            self.options[target].clear()
        return Trial(self.deal.text, {}, tuple(self.before))

    def _with_rest(self, failed: Sequence[Target]) -> Iterator[Target]:
        """Yield the edits that failed and all others of the same values in their paragraphs."""
        chosen = self.chosen()
        values = {(target.edit, path_of(chosen[target])) for target in failed}
        for target, claim in chosen.items():
            path = path_of(claim)
            if path and (target.edit, path) in values and target not in failed:
                self.missed.setdefault(target, path)
                yield target
        yield from failed

    def chosen(self) -> dict[Target, Claim]:
        """Return what takes each edit back; where a paragraph is frozen, its words go along."""
        found = {target: several[0] for target, several in self.options.items() if several}
        frozen = {
            target.edit: claim
            for target, claim in found.items()
            if isinstance(claim, OfWords) and claim.frozen
        }
        return {
            target: frozen.get(target.edit, claim) if isinstance(claim, OfWords) else claim
            for target, claim in found.items()
        }

    def _strike_contradictions(self) -> None:
        """Take no side where the document gives one value two new ones."""
        said: dict[tuple[Path, int, int], dict[str, list[Target]]] = {}
        for target, claim in self.chosen().items():
            if isinstance(claim, OfValue) and claim.cut and claim.cut.start < claim.cut.end:
                for cut in (claim.cut, *claim.others):
                    place = claim.leaf.path, cut.start, cut.end
                    said.setdefault(place, {}).setdefault(cut.text, []).append(target)
        for ways in said.values():
            for target in [each for several in ways.values() for each in several] if len(ways) > 1 else ():
                paths = dict.fromkeys(path for one in self.options[target] if (path := path_of(one)))
                self.contradicting.setdefault(target, tuple(paths))
                self.options[target].clear()

    # --- making ------------------------------------------------------------------------------------

    def _tried(self) -> Trial | None:
        """Return the document with what is chosen; where there is none, strike off what is to blame."""
        text, files = self._text(), self._files()
        if text is None or files is None:
            return None
        try:
            read = self.deal.read(text)
            parse(read.source, Spec, links)
        except ObcgenError as error:
            self._blame(error.problems)
            return None
        if self._is_unsound(read.source):
            return None
        try:
            with under(self.deal.pack, files) as pack:
                return Trial(text, files, printed(self.deal.tree(read.source, pack)))
        except ObcgenError as error:
            self._blame(error.problems)
            return None

    def _is_unsound(self, source: Source) -> bool:
        """Set aside the values with which the deal has errors: what they print cannot be seen."""
        faults = self.deal.faults(source)
        if not faults:
            return False
        values = {target: claim for target, claim in self.chosen().items() if isinstance(claim, OfValue)}
        brought = self._brought(faults, {claim.leaf.path for claim in values.values()})
        for target, claim in values.items():
            problem = brought.get(claim.leaf.path) if brought else faults[0]
            if problem is None:
                continue
            self.refused.setdefault(target, problem)
            if {path_of(each) for each in self.options[target]} == {claim.leaf.path}:
                self.unseen[target] = claim
            self.options[target] = [each for each in self.options[target] if is_other(each, claim)]
        return True

    def _brought(self, faults: Sequence[Problem], paths: set[Path]) -> dict[Path, Problem]:
        """Return the values that bring faults, each with one that is gone without it, else there alone."""
        for bringing in (self._gone_without, self._alone_with):
            if found := brought(partial(bringing, faults), sorted(paths, key=str)):
                return found
        return {}

    def _gone_without(self, faults: Sequence[Problem], paths: frozenset[Path]) -> Problem | None:
        left = self._faults_with(lambda one: one not in paths)
        known = {(one.code, one.path) for one in left or ()}
        return next((one for one in faults if left is not None and (one.code, one.path) not in known), None)

    def _alone_with(self, _: Sequence[Problem], paths: frozenset[Path]) -> Problem | None:
        return next(iter(self._faults_with(paths.__contains__) or ()), None)

    def _faults_with(self, is_in: Callable[[Path], bool]) -> tuple[Problem, ...] | None:
        """Return the faults with the values of some paths alone; None where they cannot be read.

        From a number of values on nothing is looked at any more: then all values are to blame.
        """
        cuts, removed = self._changes(is_in)
        self.written += len(cuts) + len(removed)
        if self.written > _MOST_WRITTEN:
            return None
        text = self.spec.changed(cuts, removed)
        try:
            return None if text is None else self.deal.faults(self.deal.read(text).source)
        except ObcgenError:
            return None

    def _changes(
        self, is_in: Callable[[Path], bool] = lambda _: True
    ) -> tuple[dict[Path, tuple[Cut, ...]], tuple[Path, ...]]:
        """Return the chosen changes of the spec: words of values, and items that go."""
        cuts: dict[Path, dict[Cut, None]] = {}
        removed: dict[Path, None] = {}
        for claim in self.chosen().values():
            match claim:
                case OfValue(leaf=leaf, cut=Cut() as cut) if is_in(leaf.path):
                    cuts.setdefault(leaf.path, {}).update(dict.fromkeys((cut, *claim.others)))
                case OfValue(leaf=leaf, cut=None) if is_in(leaf.path):
                    removed[leaf.path] = None
        return {path: tuple(found) for path, found in cuts.items()}, tuple(removed)

    def _text(self) -> str | None:
        cuts, removed = self._changes()
        text = self.spec.changed(cuts, removed)
        if text is None:
            wrong = [path for path, found in cuts.items() if self.spec.changed({path: found}) is None]
            wrong += [path for path in removed if self.spec.changed({}, (path,)) is None]
            self._strike(lambda claim: isinstance(claim, OfValue) and (claim.leaf.path in wrong or not wrong))
        return text

    def _files(self) -> dict[str, str] | None:
        clauses = Clauses(self.deal.pack)
        cuts = list(dict.fromkeys(cut for cut in self._file_cuts()))
        cuts += clauses.unlisted(self._removed(), self.before, cuts)
        files = clauses.changed(cuts)
        if files is None:
            paths = {cut.path for cut in cuts}
            wrong = {
                path for path in paths if clauses.changed([cut for cut in cuts if cut.path == path]) is None
            }
            self._strike(
                lambda claim: isinstance(claim, OfWords) and any(cut.path in wrong for cut in claim.cuts)
            )
            return None
        return files | self._outline()

    def _file_cuts(self) -> Iterator[FileCut]:
        for claim in self.chosen().values():
            if isinstance(claim, OfWords):
                yield from claim.cuts

    def _removed(self) -> set[str]:
        chosen = self.chosen().items()
        return {
            self.edits[target.edit].clause
            for target, claim in chosen
            if isinstance(claim, OfOutline) and not claim.word
        }

    def _outline(self) -> dict[str, str]:
        claims = dict.fromkeys(claim for claim in self.chosen().values() if isinstance(claim, OfOutline))
        if not claims:
            return {}
        change: dict[str, list[object]] = {
            "remove": [claim.clause for claim in claims if not claim.word],
            "move": [{"id": claim.clause, claim.word: claim.other} for claim in claims if claim.word],
        }
        kind = "contract" if self.deal.kind == "draft-contract" else self.deal.kind
        found = outline_change(self.deal.pack, kind, change)
        if found is None:
            self._strike(lambda claim: isinstance(claim, OfOutline))
        return found or {}

    # --- what failed -------------------------------------------------------------------------------

    def _strike(self, is_wrong: Callable[[Claim], bool], problem: Problem | None = None) -> bool:
        """Strike off the choices that are wrong; tell whether there were any."""
        wrong = [target for target, claim in self.chosen().items() if is_wrong(claim)]
        for target in wrong:
            self.options[target].pop(0)
            if problem:
                self.refused.setdefault(target, problem)
        return bool(wrong)

    def _blame(self, problems: Sequence[Problem]) -> None:
        """Strike off what the problems are about; where they name nothing of ours, the boldest choices."""
        struck = False
        for problem in problems:
            struck |= self._strike(partial(is_named, problem), problem) or self._strike(
                partial(is_about, problem), problem
            )
        for kind in (OfOutline, OfWords, OfValue):
            if struck:
                return
            struck = self._strike(partial(is_a, kind), problems[0])

    def followed(self, trial: Trial) -> Iterator[Target]:
        """Yield the edits that no change was needed for: with the others the document says them."""
        left = [target for target, several in self.options.items() if not several and target.spot]
        failed = set(self._failed(trial.shown, left))
        yield from (target for target in left if target not in failed)

    def _failed(self, shown: Sequence[Printed], targets: Iterable[Target] | None = None) -> Iterator[Target]:
        """Yield the edits that the document does not show where they should be."""
        now = {pair.old: pair.new for pair in aligned(self.before, shown) if pair.old is not None}
        there = {pair.new: pair for pair in aligned(shown, self.after) if pair.new is not None}
        for target in self.chosen() if targets is None else targets:
            edit = self.edits[target.edit]
            if target.spot is None:
                seen = _paragraph_is_seen(edit, now, there, shown, self.after)
            else:
                place = now.get(target.spot.place)
                text = shown[place].text if place is not None else ""
                seen = not any(touches(target.spot.hunk, rest) for rest in hunks(text, edit.after))
            if not seen:
                yield target


def _paragraph_is_seen(
    edit: Edit,
    now: Mapping[int, int | None],
    there: Mapping[int, Pair],
    shown: Sequence[Printed],
    after: Sequence[Printed],
) -> bool:
    if edit.kind == "removed" and edit.old is not None:
        left = now.get(edit.old)
        return left is None or any(
            pair.old == left and pair.new is not None and same(shown[left].text, after[pair.new].text)
            for pair in there.values()
        )
    pair = there.get(edit.new if edit.new is not None else -1)
    if pair is None or pair.old is None or pair.new is None or pair.moved:
        return False
    return same(shown[pair.old].text, after[pair.new].text)


def touches(hunk: Hunk, rest: Hunk) -> bool:
    """Tell whether what is still different lies where something was edited, seen from the edited text."""
    if hunk.new_start == hunk.new_end or rest.new_start == rest.new_end:
        return rest.new_start <= hunk.new_end and hunk.new_start <= rest.new_end
    return rest.new_start < hunk.new_end and hunk.new_start < rest.new_end
