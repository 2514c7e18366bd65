"""Disputes of a part of a line: by participants named or by an amount; the rest of the line is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.account.participants import paid_on
from obcgen.account.settle import settle, with_disputes
from obcgen.deal.compile import deal_of
from obcgen.deal.counting import Counting
from obcgen.money import ZERO, Money, total
from obcgen.problems import Kind, Path, Problem
from obcgen.results.record import not_in_table
from obcgen.spec.dates import day_words
from obcgen.spec.on_record import DisputedPart
from obcgen.spec.shapes import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from obcgen.account.account import Account
    from obcgen.deal.facts import Facts, Ledger
    from obcgen.results.people import People
    from obcgen.spec import Spec
    from obcgen.spec.results import Results

PART = Kind("RES-40", "A dispute of a part of a line that cannot be")
BEYOND = Kind("RES-41", "More is disputed than is due")


def disputed_lines(results: Results) -> list[str]:
    """Return the line that each dispute concerns."""
    return [each.line if isinstance(each, DisputedPart) else each for each in results.disputed or ()]


def disputes_are_possible(spec: Spec, results: Results, ids: frozenset[str] | None) -> Iterator[Problem]:
    """Yield a Problem for each dispute that says too much or too little, or names whom the table does not."""
    lines = disputed_lines(results)
    for at, each in enumerate(results.disputed or ()):
        path: Path = ("disputed", at)
        if lines[at] in lines[:at]:
            yield _twice(lines[at], path)
        if isinstance(each, DisputedPart):
            yield from _part(spec, each, ids, path)


def _is_whole(part: DisputedPart) -> bool:
    """Tell whether all of a line is disputed: it is said who, when or why, and no part is named."""
    return not part.participants and part.amount is None and bool(part.by or part.on or part.why)


def _twice(line: str, path: Path) -> Problem:
    hint = "Name a line once: by its id, or with all participants or the whole amount under dispute."
    return PART.problem(f"The line {line} stands twice among the disputes.", path=path, found=line, hint=hint)


def _part(spec: Spec, part: DisputedPart, ids: frozenset[str] | None, path: Path) -> Iterator[Problem]:
    if "participants" in part.model_fields_set and not part.participants:
        yield PART.problem(
            f"The dispute of {part.line} is for participants, and names none.",
            path=(*path, "participants"),
            found="[]",
            expected="participants: [S-1, S-2]",
            hint="Name the participants; or remove the key where all of the line is disputed.",
        )
    elif not _is_whole(part) and bool(part.participants) == (part.amount is not None):
        given = "both" if part.participants else "neither"
        yield PART.problem(
            f"A dispute of a part of {part.line} needs participants or an amount; here are {given}.",
            path=path,
            found=given,
            expected="participants: [S-1, S-2], or amount: $1,500",
            hint=f"Keep one of the two; write {part.line} alone where all of the line is disputed.",
        )
    if part.amount is not None and part.amount <= ZERO:
        hint = "Write the amount that is disputed, or remove the dispute."
        yield PART.problem("The amount under dispute is nothing.", path=(*path, "amount"), hint=hint)
    line = deal_of(spec).lines.get(part.line)
    if part.participants and line is not None and (ids is None or not line.by_participant):
        why = "it is paid once for all" if ids is not None else "the results have no table of participants"
        yield PART.problem(
            f"The line {part.line} cannot be disputed for single participants: {why}.",
            path=(*path, "participants"),
            found="participants",
            expected="amount",
            hint="State the amount that is disputed.",
        )
    elif ids is not None:
        for at, name in enumerate(part.participants):
            if name not in ids:
                yield not_in_table(name, ids, (*path, "participants", at))
            if name in part.participants[:at]:
                yield PART.problem(
                    f"{shown(name)} stands twice in the dispute of {part.line}.",
                    path=(*path, "participants", at),
                    found=shown(name),
                    hint="Name each participant once.",
                )


def disputes_concern_somebody(
    spec: Spec, results: Results, facts: Facts, people: People
) -> Iterator[Problem]:
    """Yield a Problem for each participant named in a dispute of a line that can count nothing of his."""
    parts = [(at, part) for at, part in enumerate(results.disputed) if isinstance(part, DisputedPart)]
    deal, counting = deal_of(spec), Counting(deal_of(spec), facts)
    for at, part in parts:
        line, named = deal.lines[part.line], frozenset(part.participants)
        rows = zip(people.ids, people.kind_of, strict=True) if named else ()
        counted = {name for name, kind in rows if name in named and line.counts(counting, people.kinds[kind])}
        for number, name in enumerate(part.participants):
            if name not in counted:
                yield PART.problem(
                    f"The dispute of {part.line} names {shown(name)}, of whom that line counts nothing.",
                    path=("disputed", at, "participants", number),
                    found=shown(name),
                    expected="participants of the group, the cohort and the year that the line concerns",
                    hint="Take the participant out, or correct the line or the table.",
                )


def amounts_are_due(spec: Spec, results: Results, facts: Facts, ledger: Ledger) -> Iterator[Problem]:
    """Yield a Problem for each amount under dispute that is more than its line still pays."""
    parts = [
        (at, each)
        for at, each in enumerate(results.disputed)
        if isinstance(each, DisputedPart) and each.amount is not None
    ]
    found = settle(spec, facts, ledger) if parts else None
    for at, part in parts:
        due = found.line(part.line).due if found is not None else ZERO
        if part.amount is not None and part.amount > due:
            yield BEYOND.problem(
                f"{part.amount} of {part.line} is disputed, but {max(due, ZERO).exact} is due on it.",
                path=("disputed", at, "amount"),
                found=str(part.amount),
                expected=f"at most {max(due, ZERO).exact}",
                hint=f"Lower it, or write {part.line} alone where all that is due is disputed.",
            )


def under_dispute(
    spec: Spec, results: Results, facts: Facts, people: People | None, account: Account
) -> Account:
    """Return an account of which the parts that the results name are under dispute."""
    parts = {
        part.line: part.amount if part.amount is not None else _of(spec, facts, people, account, part)
        for part in results.disputed
        if isinstance(part, DisputedPart) and not _is_whole(part)
    }
    return with_disputes(spec, account, parts) if parts else account


def _of(spec: Spec, facts: Facts, people: People | None, account: Account, part: DisputedPart) -> Money:
    """Return what a line pays for the participants named."""
    if people is None:
        return ZERO
    named = frozenset(part.participants)
    paid = paid_on(spec, facts, account, (people.kind_of, people.ids), part.line)
    return total(amount for name, amount in zip(people.ids, paid, strict=True) if name in named)


def wholly_disputed(results: Results) -> frozenset[str]:
    """Return the lines that are disputed as a whole."""
    parts = results.disputed
    return frozenset(
        each.line if isinstance(each, DisputedPart) else each
        for each in parts
        if not isinstance(each, DisputedPart) or _is_whole(each)
    )


def said_of_disputes(results: Results) -> dict[str, str]:
    """Return by line who disputes it, since when and why, as far as the results say it."""
    said = {part.line: _said(part) for part in results.disputed if isinstance(part, DisputedPart)}
    return {line: words for line, words in said.items() if words}


def _said(part: DisputedPart) -> str:
    if not (part.by or part.on or part.why):
        return ""
    words = f"disputed by the {part.by.capitalize()}" if part.by else "disputed"
    words += f" on {day_words(part.on)}" if part.on else ""
    return f"{words}: {part.why.rstrip('.')}" if part.why else words


def named_in_disputes(results: Results, people: People | None) -> dict[str, tuple[str, ...]]:
    """Return by line the participants whose results are under dispute."""
    if people is None:
        return {}
    parts = (each for each in results.disputed if isinstance(each, DisputedPart) and each.participants)
    return {part.line: tuple(dict.fromkeys(part.participants)) for part in parts}
