"""One step of a history: what a file makes of the one below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from obcgen.changes.money import MoneyChange, money_of
from obcgen.changes.terms import TermChange, changes_between
from obcgen.checking import read_and_check
from obcgen.document.embedded import hash_of
from obcgen.history.faults import forked, has_errors, same_number
from obcgen.history.links import Link
from obcgen.pack import Pack
from obcgen.problems import ObcgenError, Problem, is_error
from obcgen.published import view
from obcgen.reading import Reading, reading
from obcgen.source import Source
from obcgen.source.to_yaml import to_yaml
from obcgen.spec import Spec
from obcgen.spec.addenda import in_series
from obcgen.spec.amendments import amended

Kind = Literal["rfp", "addendum", "contract", "amendment", "revision"]
"""`revision` is a file that changes the one below it and bears no number."""
NUMBERED = frozenset({"addenda", "questions", "amendments"})
"""Sections that the name of a step tells."""
FOR_BIDDERS, OF_CONTRACT = "rfp", "contract"


@dataclass(frozen=True, slots=True)
class Step:
    """What one file makes of the one that it extends.

    `number` is what it is called in its kind, `day` when it counts from. `hashes` are the SHA-256 of the spec
    that documents made from it carry: `rfp` what bidders see, `contract` what both parties do. `changes` and
    `money` are empty for a first file.
    """

    link: Link
    read: Reading
    spec: Spec
    kind: Kind
    number: str
    day: date | None
    hashes: Mapping[str, str]
    changes: tuple[TermChange, ...] = ()
    money: MoneyChange | None = None
    answered: int = 0
    """How many questions an addendum answers, or answers anew."""

    @property
    def file(self) -> str:
        """The name of the file."""
        return self.link.path.name

    @property
    def contract(self) -> str:
        """The number of the contract that the file of an RFP makes as well, where both are in one file."""
        makes_both = self.kind == "rfp" and self.spec.provider and self.spec.agreement
        return self.spec.agreement.number if makes_both and self.spec.agreement else ""

    @property
    def told(self) -> tuple[TermChange, ...]:
        """The changes worth a line: who the provider of a contract is, and not where its lawyers sit."""
        return tuple(each for each in self.changes if self.kind != "contract" or not _of_the_award(each))

    @property
    def sha256(self) -> str:
        """The hash of the spec that its own document carries."""
        return self.hashes[OF_CONTRACT if self.spec.provider and self.kind != "rfp" else FOR_BIDDERS]


def steps(links: Sequence[Link], pack: Pack | None = None) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """Return the steps of a chain, and what is wrong in it; a file with errors is no step.

    Without a pack each file is read with the one that it names.
    """
    found: dict[object, Step] = {}
    problems: list[Problem] = []
    for link in links:
        before = found.get(link.named) if link.named else None
        if link.named is not None and before is None:
            continue  # what is wrong below it was told there
        made = _step(link, before, pack)
        if isinstance(made, Step):
            found[link.path] = made
        else:
            problems.append(made)
    done = tuple(found.values())
    return done, (*problems, *_forks(done), *_same_numbers(done))


def _step(link: Link, before: Step | None, pack: Pack | None) -> Step | Problem:
    try:
        read = reading(link.path, pack)
        source, spec, told = read_and_check(read)
    except ObcgenError as error:
        told = error.problems
    if faults := [each for each in told if is_error(each)]:
        return has_errors(link.path, faults[0], len(faults))
    kind = _kind(spec, before.spec if before else None)
    number, day = _named(kind, spec)
    hashes = _hashes(source, spec)
    if before is None:
        return Step(link, read, spec, kind, number, day, hashes)
    changes = tuple(each for each in changes_between(before.spec, spec) if str(each.path[0]) not in NUMBERED)
    answered = len([key for key, each in spec.questions.items() if before.spec.questions.get(key) != each])
    money = money_of(before.spec, spec)
    return Step(link, read, spec, kind, number, day, hashes, changes, money, answered)


def _of_the_award(change: TermChange) -> bool:
    """Tell whether a contract must state it and nobody bargained for it."""
    path = change.path
    return (path[0] == "provider" and path != ("provider", "name")) or path[:2] == ("agreement", "award")


def _kind(spec: Spec, before: Spec | None) -> Kind:
    if before is None:
        return "rfp" if spec.procurement else "contract"
    if len(spec.amendments) > len(before.amendments):
        return "amendment"
    if len(spec.addenda) > len(before.addenda):
        return "addendum"
    return "contract" if spec.provider and not before.provider else "revision"


def _named(kind: Kind, spec: Spec) -> tuple[str, date | None]:
    """Return what a step is called in its kind, and from when it counts."""
    match kind:
        case "addendum":
            number, addendum = in_series(spec.addenda)[-1]
            return str(number), addendum.issued
        case "amendment":
            number, amendment = amended(spec.amendments)[-1]
            return str(number), amendment.effective
        case "contract" if spec.agreement:
            return spec.agreement.number, spec.agreement.effective
        case "rfp":
            return spec.document.number, spec.document.issued
    return "", None


def _hashes(source: Source, spec: Spec) -> Mapping[str, str]:
    """Return the hash of what documents for bidders carry, and of what the contract does."""
    return {
        FOR_BIDDERS: hash_of(to_yaml(view("rfp", source, spec).source)),
        OF_CONTRACT: hash_of(to_yaml(view("contract", source, spec).source)),
    }


def _forks(found: Sequence[Step]) -> Iterator[Problem]:
    """Yield each file that several change; several contracts of one RFP have a number each."""
    for base in found:
        after = [each for each in found if each.link.named == base.link.path]
        contracts = {each.number for each in after if each.kind == "contract"}
        if len(after) > 1 and len(contracts) < len(after):
            yield forked(base.file, [each.link.path for each in after])


def _same_numbers(found: Sequence[Step]) -> Iterator[Problem]:
    """Yield each RFP or contract that has the number of one before it; of addenda the fork tells."""
    seen: dict[tuple[str, str], Step] = {}
    for each in found:
        if each.kind not in {"rfp", "contract"}:
            continue
        first = seen.setdefault((each.kind, each.number), each)
        if first is not each:
            yield same_number(called(each), first.file, each.link.path)


def called(step: Step) -> str:
    """Return what a step is called: `Addendum No. 1`, `Contract C-2027-014`."""
    words = {
        "rfp": f"RFP {step.number}",
        "addendum": f"Addendum No. {step.number}",
        "contract": f"Contract {step.number}",
        "amendment": f"Amendment No. {step.number}",
        "revision": "Change without a number",
    }
    return words[step.kind]
