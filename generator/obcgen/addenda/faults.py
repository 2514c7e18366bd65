"""What keeps two specs from being an RFP before and after an addendum."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches

from obcgen.addenda.compared import Compared
from obcgen.problems import Kind, Problem
from obcgen.spec import Question, Spec
from obcgen.spec.addenda import in_series

NOT_ONE_RFP = Kind("ADD-01", "Two specs that are not one RFP before and after")
CONTRACT = Kind("ADD-02", "An addendum to a contract")
NO_NUMBER = Kind("ADD-03", "Two specs between which there is not one addendum")
NO_PART = Kind("ADD-04", "A question about a part that the RFP does not print")
NOTHING = Kind("ADD-05", "An addendum that changes nothing")


def contract_given(name: str) -> Problem:
    """Return the Problem of a spec that is a contract after the award."""
    return CONTRACT.problem(
        f"{name} is the contract after the award: it has a provider over the RFP that it extends.",
        path=("provider",),
        found="a contract",
        expected="the spec of an RFP, before and after the addendum",
        hint="Give the two specs of the RFP; a contract that is signed is changed by an amendment.",
    )


def not_one_addendum(old: Spec, new: Spec) -> Iterator[Problem]:
    """Yield why the new spec is not the old one with one more addendum."""
    if old.document.number != new.document.number:
        yield NOT_ONE_RFP.problem(
            f"The RFP is {old.document.number} before and {new.document.number} after.",
            path=("document", "number"),
            found=new.document.number,
            expected=old.document.number,
            hint="Let the new spec extend the old one, and leave document.number as it is.",
        )
        return
    if old.document.issued != new.document.issued:
        yield NOT_ONE_RFP.problem(
            f"The RFP is issued on {old.document.issued} before and on {new.document.issued} after.",
            path=("document", "issued"),
            found=str(new.document.issued),
            expected=str(old.document.issued),
            hint="Leave document.issued as it is; the addendum has its own day under addenda:.",
        )
    if new.addenda.keys() < old.addenda.keys():
        yield NO_NUMBER.problem(
            f"The new spec has fewer addenda than the old one, {len(new.addenda)} and {len(old.addenda)}.",
            path=("addenda",),
            found=f"{len(new.addenda)}",
            expected=f"{len(old.addenda) + 1}",
            hint="Name the older spec first: obcgen addendum OLD NEW.",
        )
        return
    added = [number for number, _ in in_series(new.addenda) if str(number) not in old.addenda]
    expected = len(old.addenda) + 1
    if added != [expected]:
        yield _not_the_next(added, expected, new)
    for number, each in old.addenda.items():
        if new.addenda.get(number) != each:
            yield NO_NUMBER.problem(
                f"Addendum No. {number} was issued, and the new spec says something else of it.",
                path=("addenda", number),
                found=_of(new, number),
                expected=f"issued: {each.issued}, as in the old spec",
                hint="Leave an earlier addendum as it is, and correct it by the next one.",
            )


def _not_the_next(added: list[int], expected: int, new: Spec) -> Problem:
    if added:
        found = "; ".join(f"No. {number}" for number in added)
        message = f"From the old spec to the new one there is {found}, and No. {expected} is next."
        hint = (
            f"Compare with the spec that holds Addendum No. {added[-1] - 1}."
            if added[-1] > expected
            else (f"Number it {expected}.")
        )
    else:
        found = "no addendum that is new"
        message = "The new spec does not say which addendum it is."
        hint = f"Add to it: addenda: {{{expected}: {{issued: {new.document.issued}}}}}, with its own day."
    expects = f"Addendum No. {expected} and no other"
    return NO_NUMBER.problem(message, path=("addenda",), found=found, expected=expects, hint=hint)


def _of(spec: Spec, number: str) -> str:
    return f"issued: {spec.addenda[number].issued}" if number in spec.addenda else "nothing"


def no_parts(asked: Mapping[str, Question], parts: Collection[str]) -> Iterator[Problem]:
    """Yield each question that names a part which the RFP does not print."""
    for number, each in asked.items():
        if each.section is not None and each.section not in parts:
            near = get_close_matches(each.section, parts, 1)
            yield NO_PART.problem(
                f"Question {number} is about “{each.section}”, and the RFP prints no part with that id.",
                path=("questions", number, "section"),
                found=each.section,
                expected="the id of a part of the RFP",
                hint=f"Did you mean {near[0]}?" if near else "Run obcgen clauses rfp SPEC to see the ids.",
            )


def nothing_changed(compared: Compared) -> Iterator[Problem]:
    """Yield that an addendum would tell bidders nothing."""
    if compared.says_nothing:
        yield NOTHING.problem(
            f"Addendum No. {compared.number} changes no word of the RFP and answers no question.",
            path=("addenda", str(compared.number)),
            found="the same documents before and after",
            expected="a change that bidders see, or an answer",
            hint="Write what changes under its keys, or add questions: with the answers.",
        )
